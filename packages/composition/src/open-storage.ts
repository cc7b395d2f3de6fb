import { openMemoryStorage } from "@taskward/adapters-memory";
import { connect, type Database, migrateUp, openEmbedded, openPgStorage, pgCounters } from "@taskward/adapters-pg";
import type { Counters, Storage } from "@taskward/application";
import { missingMigrations } from "./reach-database.js";
import type { DatabaseSettings, Settings } from "./settings.js";

type ServerSettings = Extract<DatabaseSettings, { kind: "server" }>;

/** How many connections the statements of requests share; the rest of the pool is for transactions. */
const SHARED = 4;

/** A storage, with what the process around it has to know of it. */
export interface OpenStorage extends Storage {
  /** Counts that all processes on this storage share; null where there can be only the one process. */
  readonly sharedCounters: Counters | null;

  /** Resolves when the storage can go on no more (the disk is full) and the process should end; usually never. */
  readonly failed: Promise<Error>;
}

/** `open` with the database, which is closed again when that fails. */
const guarded = async <T>(database: Database, open: () => Promise<T>): Promise<T> => {
  try {
    return await open();
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** Migrates, when that is asked for; otherwise refuses a database that lacks migrations. */
const prepare = async (
  database: Database,
  patience: number,
  migrate: (() => Promise<unknown>) | null,
): Promise<void> => {
  const missing = await missingMigrations(database, patience);
  if (missing.length === 0) return;
  if (migrate === null)
    throw new Error(`The database lacks ${missing.length} migrations; \`taskward migrate up\` applies them`);
  await migrate();
};

/** Over a connection of its own: a pooler need not understand what migrating takes. */
const migrateDirectly = async ({ migrationUrl }: ServerSettings): Promise<void> => {
  const direct = connect({ url: migrationUrl, poolMax: 1 });
  try {
    await migrateUp(direct);
  } finally {
    await direct.close();
  }
};

const openServer = async (server: ServerSettings, migrateOnStart: boolean, patience: number): Promise<OpenStorage> => {
  const shared = server.preparedStatements ? Math.min(SHARED, Math.max(1, server.poolMax - 1)) : 0;
  const database = connect({ url: server.url, poolMax: Math.max(1, server.poolMax - shared) });
  return guarded(database, async () => {
    await prepare(database, patience, migrateOnStart ? () => migrateDirectly(server) : null);
    const storage = openPgStorage(database, { shared, prepared: server.preparedStatements });
    return { ...storage, sharedCounters: pgCounters(database), failed: database.failed };
  });
};

const openDirectory = async (directory: string, migrateOnStart: boolean): Promise<OpenStorage> => {
  const database = await openEmbedded(directory);
  return guarded(database, async () => {
    await prepare(database, 0, migrateOnStart ? () => migrateUp(database) : null);
    return { ...openPgStorage(database), sharedCounters: null, failed: database.failed };
  });
};

/**
 * The storage that the settings name, migrated when they say so; a server may take `patience` milliseconds to come up.
 * Rejects with the reason why it cannot be used.
 */
export const openStorage = async ({ database, migrateOnStart }: Settings, patience: number): Promise<OpenStorage> => {
  switch (database.kind) {
    case "memory":
      return { ...openMemoryStorage(), sharedCounters: null, failed: new Promise(() => {}) };
    case "embedded":
      return openDirectory(database.directory, migrateOnStart);
    case "server":
      return openServer(database, migrateOnStart, patience);
  }
};
