import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { connect, type Database, openEmbedded, StoreInUse } from "@taskward/adapters-pg";
import { databaseFault } from "../database-fault.js";
import type { DatabaseSettings } from "../settings.js";
import { examineDatabase } from "./examine-database.js";
import { type Finding, fault, ok, reasonOf, unknown } from "./finding.js";

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

// A store that is not there is not made: who looks for faults does not want to find new directories.
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
  if (!existsSync(directory)) return [examineMissing(directory)];
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

const unreachable = (variable: string, error: unknown): Finding =>
  fault(
    "database",
    `${variable}: ${reasonOf(databaseFault(error))}`,
    `Start PostgreSQL, and check host, port, name, user and password in ${variable}.`,
  );

const where = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
};

const examineServer = async ({ url, migrationUrl }: ServerSettings): Promise<readonly Finding[]> => {
  try {
    const findings = await examineAndClose(connect({ url, poolMax: 1 }));
    const found = [ok("database", `${where(url)} answers`), ...findings];
    if (migrationUrl === url) return found;
    await examineAndClose(connect({ url: migrationUrl, poolMax: 1 }));
    return [...found, ok("database", `${where(migrationUrl)} answers (DATABASE_MIGRATION_URL)`)];
  } catch (error) {
    return [unreachable(migrationUrl === url ? "DATABASE_URL" : "DATABASE_URL or DATABASE_MIGRATION_URL", error)];
  }
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
