import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { connect, type Database, openEmbedded, StoreInUse } from "@taskward/adapters-pg";
import { databaseFault } from "../database-fault.js";
import type { DatabaseSettings } from "../settings.js";
import { createdb } from "./createdb.js";
import { examineDatabase, MIGRATE } from "./examine-database.js";
import { type Finding, fault, ok, reasonOf, unknown } from "./finding.js";

/** PostgreSQL's code for a database that does not exist (invalid_catalog_name). */
const NO_SUCH_DATABASE = "3D000";

type EmbeddedSettings = Extract<DatabaseSettings, { kind: "embedded" }>;
type ServerSettings = Extract<DatabaseSettings, { kind: "server" }>;

const examineAndClose = async (database: Database): Promise<readonly Finding[]> => {
  try {
    return await examineDatabase(database);
  } finally {
    await database.close();
  }
};

/** The nearest directory above that is there. */
const existing = (path: string): string => (existsSync(path) ? path : existing(dirname(path)));

const isWritable = (directory: string): boolean => {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    return statSync(directory).isDirectory();
  } catch {
    return false;
  }
};

/** Whether there is nothing there, or a directory with nothing in it. */
const isVacant = (path: string): boolean => {
  if (!existsSync(path)) return true;
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
};

// A store that is not there is not made: who looks for faults does not want to find new files.
const examineMissing = (directory: string): Finding => {
  const parent = existing(directory);
  return isWritable(parent)
    ? ok("database", `the store ${directory} will be made when it is first used`)
    : fault(
        "database",
        `the store ${directory} cannot be made: this user may not write ${parent}`,
        "Give this user the directory (chown, chmod), or name another one in DATABASE_URL.",
      );
};

const examineEmbedded = async ({ directory }: EmbeddedSettings): Promise<readonly Finding[]> => {
  if (isVacant(directory)) return [examineMissing(directory)];
  try {
    const findings = await examineAndClose(await openEmbedded(directory));
    return [ok("database", `the store ${directory} can be opened`), ...findings];
  } catch (error) {
    if (error instanceof StoreInUse)
      return [unknown("database", `the store ${directory} is in use by process ${error.pid}, perhaps a server`)];
    return [
      fault(
        "database",
        reasonOf(error),
        "Mend what the sentence names, restore the directory from a backup, or name another one in DATABASE_URL.",
      ),
    ];
  }
};

const where = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
};

/** Why there is no talking to the database that a variable names, and what to do about it. */
const unreachable = (variable: string, url: string, error: unknown): Finding => {
  const isMissing = error instanceof Error && "code" in error && error.code === NO_SUCH_DATABASE;
  return fault(
    "database",
    `${variable}: ${reasonOf(databaseFault(error))}`,
    isMissing
      ? `Make it, as an administrator of PostgreSQL: \`${createdb(url)}\`.`
      : `Start PostgreSQL, and check host, port, name, user, password and sslmode in ${variable}.`,
  );
};

const examineAt = async (variable: string, url: string, note = ""): Promise<readonly Finding[]> => {
  try {
    const findings = await examineAndClose(connect({ url, poolMax: 1 }));
    return [ok("database", `${where(url)} answers${note}`), ...findings];
  } catch (error) {
    return [unreachable(variable, url, error)];
  }
};

const ELSEWHERE = fault(
  "migrations",
  "they are applied where DATABASE_MIGRATION_URL leads, and missing where DATABASE_URL does",
  "Have both variables lead to the same database, and their users to the same schema.",
);

/** What is missing here cannot be applied by a command that finds nothing to do there. */
const comparedWith =
  (direct: readonly Finding[]) =>
  (finding: Finding): Finding => {
    const isDone = direct.some(({ subject, state }) => subject === "migrations" && state === "ok");
    return isDone && finding.remedy === MIGRATE ? ELSEWHERE : finding;
  };

const examineServer = async ({ url, migrationUrl }: ServerSettings): Promise<readonly Finding[]> => {
  const found = await examineAt("DATABASE_URL", url);
  if (migrationUrl === url) return found;
  const direct = await examineAt("DATABASE_MIGRATION_URL", migrationUrl, " (DATABASE_MIGRATION_URL)");
  return [...found.map(comparedWith(direct)), ...direct.slice(0, 1)];
};

/** What there is to say about the place where tasks are kept. */
export const examineStore = async (database: DatabaseSettings): Promise<readonly Finding[]> => {
  switch (database.kind) {
    case "memory":
      return [ok("database", "tasks are kept in memory: they are gone when the process ends")];
    case "embedded":
      return examineEmbedded(database);
    case "server":
      return examineServer(database);
  }
};
