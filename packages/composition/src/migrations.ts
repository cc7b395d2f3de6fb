import {
  connect,
  type Database,
  type MigrationState,
  migrateDown,
  migrateUp,
  migrationStatus,
  openEmbedded,
} from "@taskward/adapters-pg";
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

/** The database that migrations are for, open; null where there is none (`memory:`). */
const openFor = async (database: DatabaseSettings): Promise<Database | null> => {
  switch (database.kind) {
    case "memory":
      return null;
    case "embedded":
      return openEmbedded(database.directory);
    case "server":
      return connect({ url: database.migrationUrl, poolMax: 1 });
  }
};

const explained = <T>(outcome: Promise<T>): Promise<T> =>
  outcome.catch((error: unknown) => {
    throw databaseFault(error);
  });

/** Opens the database for migrations; null with `memory:`, where there is nothing to migrate. */
export const openMigrations = async (settings: DatabaseSettings): Promise<Migrations | null> => {
  const database = await openFor(settings);
  return (
    database && {
      up: () => explained(migrateUp(database)),
      down: (options) => explained(migrateDown(database, options)),
      status: () => explained(migrationStatus(database)),
      close: () => database.close(),
    }
  );
};
