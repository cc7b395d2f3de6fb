import type { OpenStorage } from "./open-database.js";
import type { Settings } from "./settings.js";

/**
 * The storage that the settings name, migrated when they say so; a server may take `patience` milliseconds to come up.
 * Rejects with the reason why it cannot be used.
 */
export const openStorage = async ({ database, migrateOnStart }: Settings, patience: number): Promise<OpenStorage> => {
  // Loaded here, because whoever needs no database starts sooner without its drivers, as others do without a memory.
  if (database.kind === "memory") {
    const { openMemoryStorage } = await import("@taskward/adapters-memory");
    return { ...openMemoryStorage(), sharedCounters: null, failed: new Promise(() => {}) };
  }
  const { openDirectory, openServer } = await import("./open-database.js");
  return database.kind === "embedded"
    ? openDirectory(database.directory, migrateOnStart)
    : openServer(database, migrateOnStart, patience);
};
