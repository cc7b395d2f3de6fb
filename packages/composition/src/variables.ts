import { availableParallelism } from "node:os";
import { z } from "zod";

/** A plain decimal: no sign, no blank, no other base, no exponent. */
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^(0|[1-9][0-9]{0,9})$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((number) => number >= min && number <= max, `must be a whole number from ${min} to ${max}`);

const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values, `must be ${values.slice(0, -1).join(", ")} or ${values.at(-1)}`);

const onOff = oneOf("on", "off").transform((value) => value === "on");

const text = z.string().regex(/^\S+$/, "must not be empty or contain white space");

const urlOf = (protocols: readonly string[], what: string) =>
  text.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `must be ${what}`);

const hasCredentials = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username !== "" || password !== "";
};

const postgresUrl = urlOf(["postgres:", "postgresql:"], "a postgres:// URL");

const isDatabaseUrl = (value: string): boolean =>
  value === "memory:" || /^pglite:\S/.test(value) || postgresUrl.safeParse(value).success;

// A URL may have a `*` in its host; an origin with one would be no pattern, and nobody's.
const isOrigin = (value: string): boolean =>
  /^https?:[^*]+$/.test(value) && URL.canParse(value) && new URL(value).origin === value;

/** Bytes that BETTER_AUTH_SECRET must have at least: as many as HS256 (RFC 7518, section 3.2) asks for. */
export const SECRET_BYTES = 32;

/**
 * Every setting, by the name of its variable: how its text is read, what it stands for, and what it is when not given.
 * `.env.example` and the table in the documentation are made from this.
 */
export const variables = {
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, "must be postgres://…, pglite:<directory> or memory:")
    .default("pglite:.taskward/data")
    .describe("Where tasks are kept: postgres://…, pglite:<directory> (embedded PostgreSQL) or memory:"),
  DATABASE_MIGRATION_URL: postgresUrl
    .optional()
    .describe("A direct URL for migrations, where DATABASE_URL is a pooler's (PgBouncer, Neon)"),
  DATABASE_POOL_MAX: whole(1, 1000)
    .default(10)
    .describe("Connections to PostgreSQL that one process opens at most; times WORKERS"),
  DATABASE_PREPARED_STATEMENTS: onOff
    .default(true)
    .describe("off: no named statements and no pipelining, for PgBouncer before 1.21"),
  MIGRATE_ON_START: onOff.optional().describe("Migrate when the server starts (default: on when embedded, else off)"),
  BETTER_AUTH_SECRET: z
    .string()
    .refine((value) => Buffer.byteLength(value) >= SECRET_BYTES, `must have at least ${SECRET_BYTES} bytes`)
    .optional()
    .describe("The secret that signs and checks tokens (HS256), 32 bytes or more; needed with PostgreSQL"),
  JWT_JWKS_URL: urlOf(["https:", "http:"], "an http(s):// URL")
    .refine((value) => !hasCredentials(value), "must have no user and no password: keys are fetched without")
    .optional()
    .describe("Where your identity provider publishes its keys: tokens are then checked with these"),
  JWT_ISSUER: text.optional().describe("What a token's iss must be; needed with JWT_JWKS_URL"),
  JWT_AUDIENCE: text.optional().describe("What a token's aud must be or contain; needed with JWT_JWKS_URL"),
  JWT_SUBJECT: oneOf("any", "uuid").default("any").describe("uuid: a token whose sub is no UUID is refused"),
  TOKEN_TTL: whole(1, 31_536_000).default(86_400).describe("Seconds for which tokens made here are good"),
  LOCAL_ACCOUNTS: onOff.optional().describe("Sign-up and sign-in here (default: on, off with JWT_JWKS_URL)"),
  PASSWORD_MIN_LENGTH: whole(8, 128).default(8).describe("Characters a password must have"),
  PASSWORD_MAX_LENGTH: whole(64, 1024).default(128).describe("Characters a password may have"),
  FOREIGN_TASKS: oneOf("hide", "forbid").default("hide").describe("Somebody else's task: hide (404) or forbid (403)"),
  CORS_ORIGINS: z
    .string()
    .transform((value) => value.split(",").map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every(isOrigin),
      "must be origins such as https://app.example.com, with commas between",
    )
    .default([])
    .describe("Origins whose pages may call the API, with commas between"),
  HOST: text.default("127.0.0.1").describe("Address to listen on; 0.0.0.0 for all"),
  PORT: whole(0, 65_535).default(8000).describe("Port to listen on; 0 for any free one"),
  TRUST_PROXY: whole(0, 10).default(0).describe("How many proxies in front are ours: whose X-Forwarded-* count"),
  WORKERS: z
    .union(
      [z.literal("auto").transform(availableParallelism), whole(1, 256)],
      "must be auto or a whole number from 1 to 256",
    )
    .default(1)
    .describe("Processes that share the port, a number or auto; PostgreSQL only"),
  RATE_LIMIT: whole(0, 1_000_000).default(0).describe("Task requests per user and minute; 0: no limit"),
  SIGNIN_RATE_LIMIT: whole(1, 1000).default(5).describe("Wrong passwords per account and address in 15 minutes"),
  LOG_LEVEL: oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent")
    .default("info")
    .describe("What is logged, from fatal (little) over error, warn, info and debug to trace (all), or silent"),
  LOG_FORMAT: oneOf("json", "pretty").optional().describe("json or pretty (default: pretty on a terminal)"),
  SHUTDOWN_TIMEOUT: whole(0, 3600).default(10).describe("Seconds that requests in flight have to end on SIGTERM"),
} as const;

export type Variables = { readonly [K in keyof typeof variables]: z.output<(typeof variables)[K]> };
