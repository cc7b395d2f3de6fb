import type { Database, MigrationState } from "@taskward/adapters-pg";
import { databaseFault } from "./database-fault.js";
import type { DatabaseSettings } from "./settings.js";

/** The state of the database's schema. */
export interface Migrations {
  /** Applies what is missing and says what that was. */
  up(): Promise<readonly string[]>;
  /** Takes back what was applied last, or everything. What is in the tables is lost. */
  down(options?: { readonly all?: boolean }): Promise<readonly string[]>;
  status(): Promise<readonly MigrationState[]>;
  close(): Promise<void>;
}

/** The database that migrations are for, open. */
const openFor = async (database: Exclude<DatabaseSettings, { kind: "memory" }>): Promise<Database> => {
  const { connect, openEmbedded } = await import("@taskward/adapters-pg");
  return database.kind === "embedded"
    ? openEmbedded(database.directory)
    : connect({ url: database.migrationUrl, poolMax: 1 });
};

const explained = <T>(outcome: Promise<T>): Promise<T> =>
  outcome.catch((error: unknown) => {
    throw databaseFault(error);
  });

/** Opens the database for migrations; null with `memory:`, where there is nothing to migrate. */
export const openMigrations = async (settings: DatabaseSettings): Promise<Migrations | null> => {
  if (settings.kind === "memory") return null;
  const { migrateDown, migrateUp, migrationStatus } = await import("@taskward/adapters-pg");
  const database = await openFor(settings);
  return {
    up: () => explained(migrateUp(database)),
    down: (options) => explained(migrateDown(database, options)),
    status: () => explained(migrationStatus(database)),
    close: () => database.close(),
  };
};
