import type { Fault } from "@taskward/domain";
import { type Environment, readSettings, type Settings, SettingsError } from "./settings.js";
import { variables } from "./variables.js";

/** The settings as a program gives them. Each stands for an environment variable: `databaseUrl` for DATABASE_URL. */
export interface TaskwardOptions {
  /** Where tasks are kept: `postgres://…`, `pglite:<directory>` (the default, in `.taskward/data`) or `memory:`. */
  readonly databaseUrl?: string | undefined;
  /** A direct URL for migrations, where `databaseUrl` is a pooler's. */
  readonly databaseMigrationUrl?: string | undefined;
  /** Connections to PostgreSQL at most; 10 unless given. */
  readonly databasePoolMax?: number | undefined;
  /** false: no named statements and no pipelining, for PgBouncer before 1.21. */
  readonly databasePreparedStatements?: boolean | undefined;
  /** Whether missing migrations are applied while opening; true when embedded, false with PostgreSQL. */
  readonly migrateOnStart?: boolean | undefined;
  /** The secret that signs and checks tokens (HS256), 32 bytes or more. Needed with PostgreSQL. */
  readonly betterAuthSecret?: string | undefined;
  /** Where your identity provider publishes its keys: tokens are then checked with these. */
  readonly jwtJwksUrl?: string | undefined;
  /** What a token's `iss` must be; needed with `jwtJwksUrl`. */
  readonly jwtIssuer?: string | undefined;
  /** What a token's `aud` must be or contain; needed with `jwtJwksUrl`. */
  readonly jwtAudience?: string | undefined;
  /** `uuid`: a token whose `sub` is no UUID is refused. */
  readonly jwtSubject?: "any" | "uuid" | undefined;
  /** Seconds for which tokens made here are good; a day unless given. */
  readonly tokenTtl?: number | undefined;
  /** Sign-up and sign-in here; true, but false with `jwtJwksUrl`. */
  readonly localAccounts?: boolean | undefined;
  /** Characters a password must have; 8 unless given. */
  readonly passwordMinLength?: number | undefined;
  /** Characters a password may have; 128 unless given. */
  readonly passwordMaxLength?: number | undefined;
  /** What is said of somebody else's task: that there is none (`hide`, the default) or that it is not theirs (`forbid`). */
  readonly foreignTasks?: "hide" | "forbid" | undefined;
  /** Origins whose pages may call the HTTP API: `["https://app.example.com"]`. */
  readonly corsOrigins?: readonly string[] | undefined;
  /** Address for `listen()`; 127.0.0.1 unless given. */
  readonly host?: string | undefined;
  /** Port for `listen()`; 8000 unless given, 0 for any that is free. */
  readonly port?: number | undefined;
  /** How many proxies in front are yours: whose X-Forwarded-* count; 0 unless given. */
  readonly trustProxy?: number | undefined;
  /** How many processes like this one you run on the database; with more than one they count `rateLimit` together. */
  readonly workers?: number | undefined;
  /** Requests for tasks per user and minute over HTTP; 0, the default, is no limit. */
  readonly rateLimit?: number | undefined;
  /** Wrong passwords per account and address in 15 minutes; 5 unless given. */
  readonly signinRateLimit?: number | undefined;
  /** What is logged, on standard output; nothing unless given. */
  readonly logLevel?: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent" | undefined;
  /** `pretty` on a terminal, else `json`, unless given. */
  readonly logFormat?: "json" | "pretty" | undefined;
  /** Seconds that requests in flight have to end when a server that listens is closed; 10 unless given. */
  readonly shutdownTimeout?: number | undefined;
}

const optionName = (variable: string): string =>
  variable.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const VARIABLES: ReadonlyMap<string, string> = new Map(
  Object.keys(variables).map((variable) => [optionName(variable), variable]),
);

/** The text that means the same in the environment; undefined for what is not given, null for what no setting can be. */
const variableText = (value: unknown): string | undefined | null => {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.join(",");
  return value === undefined ? undefined : typeof value === "string" || typeof value === "number" ? `${value}` : null;
};

/** The environment that says the same as the options, so that both are checked in one way. Throws SettingsError. */
const environmentOf = (options: TaskwardOptions): Environment => {
  const env: Record<string, string> = {};
  const faults: Fault[] = [];
  for (const [path, value] of Object.entries(options)) {
    const variable = VARIABLES.get(path);
    const text = variableText(value);
    if (variable === undefined) faults.push({ path, message: "is not an option" });
    else if (text === null) faults.push({ path, message: "must be text, a number, true, false or a list" });
    else if (text !== undefined) env[variable] = text;
  }
  if (faults.length > 0) throw new SettingsError(faults);
  return env;
};

const VARIABLE = /\b[A-Z]+(_[A-Z]+)+\b/g;

/** A program need not be typed. */
const isObject = (options: unknown): boolean =>
  typeof options === "object" && options !== null && !Array.isArray(options);

/**
 * The settings that the options ask for, with other defaults where these are given. Throws SettingsError naming every
 * option at fault.
 */
export const readOptions = (options: TaskwardOptions, defaults: TaskwardOptions = {}): Settings => {
  if (!isObject(options)) throw new SettingsError([{ path: "options", message: "must be an object" }]);
  const env = { ...environmentOf(defaults), ...environmentOf(options) };
  try {
    return readSettings(env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(
      error.faults.map(({ path, message }) => ({
        path: optionName(path),
        message: message.replace(VARIABLE, optionName),
      })),
    );
  }
};
