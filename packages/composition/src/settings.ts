import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { isPlaceholderSecret } from "@taskward/adapters-auth";
import type { Fault, ForeignTasks } from "@taskward/domain";
import { type Variables, variables } from "./variables.js";

/** Where tasks are kept, as DATABASE_URL says: in memory, in a directory, or on a PostgreSQL server. */
export type DatabaseSettings =
  | { readonly kind: "memory" }
  /** The directory is absolute and normal, without a slash at its end: what is kept beside it is named after it. */
  | { readonly kind: "embedded"; readonly directory: string }
  | {
      readonly kind: "server";
      readonly url: string;
      readonly migrationUrl: string;
      readonly poolMax: number;
      readonly preparedStatements: boolean;
    };

interface JwksSettings {
  readonly url: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Everything an operator may choose, checked. */
export interface Settings {
  readonly database: DatabaseSettings;
  readonly migrateOnStart: boolean;
  /** Null: none was given; the embedded and the memory store make one. */
  readonly secret: string | null;
  readonly issuer: string | null;
  readonly audience: string | null;
  readonly jwks: JwksSettings | null;
  readonly subject: "any" | "uuid";
  /** Seconds. */
  readonly tokenTtl: number;
  readonly localAccounts: boolean;
  readonly password: { readonly min: number; readonly max: number };
  readonly foreignTasks: ForeignTasks;
  readonly corsOrigins: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly trustProxy: number;
  readonly workers: number;
  readonly rateLimit: number;
  readonly signInRateLimit: number;
  readonly logLevel: Variables["LOG_LEVEL"];
  readonly logFormat: "json" | "pretty" | null;
  /** Seconds. */
  readonly shutdownTimeout: number;
}

/** Says everything that is wrong with the settings at once, by the names of the variables, without their values. */
export class SettingsError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(["The settings are not right:", ...faults.map(({ path, message }) => `  ${path} ${message}`)].join("\n"));
    this.name = "SettingsError";
    this.faults = faults;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

// A byte order mark, which editors on Windows write, is no part of the text; UTF-16 is no UTF-8.
const utf8 = new TextDecoder("utf-8", { fatal: true });

const readFile = (directory: string): Environment | null => {
  try {
    return parseEnv(utf8.decode(readFileSync(join(directory, ".env"))));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new SettingsError([{ path: ".env", message: `cannot be read: ${(error as Error).message}` }]);
  }
};

/** The process's environment, and apart from it what a file `.env` in the directory says, which counts for less. */
export interface Sources {
  readonly process: Environment;
  readonly file: Environment;
}

export const sources = (directory = process.cwd()): Sources => ({
  process: process.env,
  file: readFile(directory) ?? {},
});

/** The process's environment, over what a file `.env` in the directory says. */
export const environment = (directory = process.cwd()): Environment => {
  const file = readFile(directory);
  return file === null ? process.env : { ...file, ...process.env };
};

const readVariables = (env: Environment): { values: Partial<Variables>; faults: Fault[] } => {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [name, schema] of Object.entries(variables)) {
    const parsed = schema.safeParse(env[name]);
    if (parsed.success) values[name] = parsed.data;
    else faults.push({ path: name, message: parsed.error.issues[0]?.message ?? "is not right" });
  }
  return { values, faults };
};

const databaseOf = (v: Variables): DatabaseSettings => {
  const url = v.DATABASE_URL;
  if (url === "memory:") return { kind: "memory" };
  if (url.startsWith("pglite:")) return { kind: "embedded", directory: resolve(url.slice("pglite:".length)) };
  return {
    kind: "server",
    url,
    migrationUrl: v.DATABASE_MIGRATION_URL ?? url,
    poolMax: v.DATABASE_POOL_MAX,
    preparedStatements: v.DATABASE_PREPARED_STATEMENTS,
  };
};

/** Whether a secret is needed for tokens; not where that cannot be told, for the address of the keys is at fault. */
const usesSecret = (v: Partial<Variables>): boolean =>
  v.LOCAL_ACCOUNTS === true || ("JWT_JWKS_URL" in v && !v.JWT_JWKS_URL);

/** What only shows when several settings are looked at together. A setting that is itself at fault is not in `v`. */
const conflicts = (v: Partial<Variables>): Fault[] => {
  const faults: Fault[] = [];
  const fault = (path: string, message: string): unknown => faults.push({ path, message });
  const onServer = /^postgres/.test(v.DATABASE_URL ?? "");
  if ("BETTER_AUTH_SECRET" in v && v.BETTER_AUTH_SECRET === undefined && onServer && usesSecret(v))
    fault("BETTER_AUTH_SECRET", "is needed with PostgreSQL; `openssl rand -base64 48` makes a good one");
  if (v.BETTER_AUTH_SECRET !== undefined && isPlaceholderSecret(v.BETTER_AUTH_SECRET))
    fault("BETTER_AUTH_SECRET", "is a well-known placeholder; `openssl rand -base64 48` makes a good one");
  if (v.JWT_JWKS_URL && "JWT_ISSUER" in v && !v.JWT_ISSUER) fault("JWT_ISSUER", "is needed with JWT_JWKS_URL");
  if (v.JWT_JWKS_URL && "JWT_AUDIENCE" in v && !v.JWT_AUDIENCE) fault("JWT_AUDIENCE", "is needed with JWT_JWKS_URL");
  if (v.DATABASE_URL !== undefined && !onServer && (v.WORKERS ?? 1) > 1)
    fault("WORKERS", "must be 1 with the embedded and the memory store: only PostgreSQL can be shared by processes");
  if (
    v.PASSWORD_MIN_LENGTH !== undefined &&
    v.PASSWORD_MAX_LENGTH !== undefined &&
    v.PASSWORD_MIN_LENGTH > v.PASSWORD_MAX_LENGTH
  )
    fault("PASSWORD_MIN_LENGTH", "must not be more than PASSWORD_MAX_LENGTH");
  return faults;
};

/** Where tasks are kept: enough for migrations. Throws SettingsError naming every variable of the database at fault. */
export const readDatabaseSettings = (env: Environment = environment()): DatabaseSettings => {
  const { values, faults } = readVariables(env);
  const own = faults.filter(({ path }) => path.startsWith("DATABASE_"));
  if (own.length > 0) throw new SettingsError(own);
  return databaseOf(values as Variables);
};

const hasLocalAccounts = (v: Pick<Variables, "LOCAL_ACCOUNTS" | "JWT_JWKS_URL">): boolean =>
  v.LOCAL_ACCOUNTS ?? !v.JWT_JWKS_URL;

/** Whether there are local accounts: enough to describe the API. Throws SettingsError when that cannot be told. */
export const readLocalAccounts = (env: Environment = environment()): boolean => {
  const { values, faults } = readVariables(env);
  const own = faults.filter(({ path }) => path === "LOCAL_ACCOUNTS" || path === "JWT_JWKS_URL");
  if (own.length > 0) throw new SettingsError(own);
  return hasLocalAccounts(values as Variables);
};

/** The settings that an environment asks for. Throws SettingsError naming every variable at fault. */
export const readSettings = (env: Environment = environment()): Settings => {
  const { values, faults } = readVariables(env);
  faults.push(...conflicts(values));
  if (faults.length > 0) throw new SettingsError(faults);
  const v = values as Variables;
  const database = databaseOf(v);
  const jwks = v.JWT_JWKS_URL && v.JWT_ISSUER && v.JWT_AUDIENCE;
  return {
    database,
    migrateOnStart: v.MIGRATE_ON_START ?? database.kind === "embedded",
    secret: v.BETTER_AUTH_SECRET ?? null,
    issuer: v.JWT_ISSUER ?? null,
    audience: v.JWT_AUDIENCE ?? null,
    jwks: jwks ? { url: v.JWT_JWKS_URL ?? "", issuer: v.JWT_ISSUER ?? "", audience: v.JWT_AUDIENCE ?? "" } : null,
    subject: v.JWT_SUBJECT,
    tokenTtl: v.TOKEN_TTL,
    localAccounts: hasLocalAccounts(v),
    password: { min: v.PASSWORD_MIN_LENGTH, max: v.PASSWORD_MAX_LENGTH },
    foreignTasks: v.FOREIGN_TASKS,
    corsOrigins: v.CORS_ORIGINS,
    host: v.HOST,
    port: v.PORT,
    trustProxy: v.TRUST_PROXY,
    workers: v.WORKERS,
    rateLimit: v.RATE_LIMIT,
    signInRateLimit: v.SIGNIN_RATE_LIMIT,
    logLevel: v.LOG_LEVEL,
    logFormat: v.LOG_FORMAT ?? null,
    shutdownTimeout: v.SHUTDOWN_TIMEOUT,
  };
};
