import { connect, type Database, migrateUp, openEmbedded, openPgStorage, pgCounters } from "@taskward/adapters-pg";
import type { Counters, Storage } from "@taskward/application";
import { databaseFault } from "./database-fault.js";
import { missingMigrations } from "./reach-database.js";
import type { DatabaseSettings } from "./settings.js";

type ServerSettings = Extract<DatabaseSettings, { kind: "server" }>;

/** A storage, with what the process around it has to know of it. */
export interface OpenStorage extends Storage {
  /** Counts that all processes on this storage share; null where there can be only the one process. */
  readonly sharedCounters: Counters | null;

  /**
   * Resolves when the storage can go on no more (the disk is full, the lock is lost) and the process should end; usually
   * never.
   */
  readonly failed: Promise<Error>;
}

/** How many connections the statements of requests share, at the most; the rest, one at least, are for transactions. */
const SHARED = 4;

/** `open` with the database, which is closed again when that fails. */
const guarded = async <T>(database: Database, open: () => Promise<T>): Promise<T> => {
  try {
    return await open();
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** Migrates, when that is asked for; refuses a database that lacks migrations, or that may not be read, then. */
const prepare = async (
  database: Database,
  patience: number,
  migrate: (() => Promise<unknown>) | null,
): Promise<void> => {
  const missing = await missingMigrations(database, patience);
  if (missing.length === 0) return;
  if (migrate === null)
    throw new Error(`The database lacks ${missing.length} of its migrations; \`taskward migrate up\` applies them`);
  await migrate();
  // By another user, perhaps, and perhaps elsewhere: that is DATABASE_MIGRATION_URL's to say.
  if ((await missingMigrations(database, patience)).length > 0)
    throw new Error(
      "The database still lacks its migrations: DATABASE_MIGRATION_URL has to lead to the database and the schema of DATABASE_URL",
    );
};

/** Over a connection of its own: a pooler need not understand what migrating takes. */
const migrateDirectly = async ({ migrationUrl }: ServerSettings): Promise<void> => {
  const direct = connect({ url: migrationUrl, poolMax: 1 });
  try {
    await migrateUp(direct);
  } catch (error) {
    throw databaseFault(error);
  } finally {
    await direct.close();
  }
};

/** On a PostgreSQL server, which may take `patience` milliseconds to come up. */
export const openServer = async (
  server: ServerSettings,
  migrateOnStart: boolean,
  patience: number,
): Promise<OpenStorage> => {
  const shared = server.preparedStatements ? Math.min(SHARED, server.poolMax - 1) : 0;
  const database = connect({ url: server.url, poolMax: server.poolMax - shared });
  return guarded(database, async () => {
    await prepare(database, patience, migrateOnStart ? () => migrateDirectly(server) : null);
    const storage = openPgStorage(database, { shared, prepared: server.preparedStatements });
    return { ...storage, sharedCounters: pgCounters(database), failed: database.failed };
  });
};

/** In a directory, embedded in this process. */
export const openDirectory = async (directory: string, migrateOnStart: boolean): Promise<OpenStorage> => {
  const database = await openEmbedded(directory);
  return guarded(database, async () => {
    await prepare(database, 0, migrateOnStart ? () => migrateUp(database) : null);
    return { ...openPgStorage(database), sharedCounters: null, failed: database.failed };
  });
};
