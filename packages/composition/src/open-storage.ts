import { openMemoryStorage } from "@taskward/adapters-memory";
import { connect, type Database, migrateUp, openEmbedded, openPgStorage } from "@taskward/adapters-pg";
import type { Storage } from "@taskward/application";
import type { DatabaseSettings, Settings } from "./settings.js";

type ServerSettings = Extract<DatabaseSettings, { kind: "server" }>;

/** How many connections the statements of a request share; the rest of the pool is for transactions. */
const SHARED = 4;

const migrate = async (database: Database): Promise<void> => {
  await migrateUp(database);
};

const openServer = async (server: ServerSettings, migrateFirst: boolean): Promise<Storage> => {
  if (migrateFirst) {
    const direct = connect({ url: server.migrationUrl, poolMax: 1 });
    await migrate(direct).finally(() => direct.close());
  }
  const shared = server.preparedStatements ? Math.min(SHARED, Math.max(1, server.poolMax - 1)) : 0;
  const database = connect({ url: server.url, poolMax: Math.max(1, server.poolMax - shared) });
  return openPgStorage(database, { shared, prepared: server.preparedStatements });
};

const openDirectory = async (directory: string, migrateFirst: boolean): Promise<Storage> => {
  const database = await openEmbedded(directory);
  if (migrateFirst) await migrate(database).catch((error) => database.close().then(() => Promise.reject(error)));
  return openPgStorage(database);
};

/** The storage that the settings name, migrated when they say so. */
export const openStorage = async ({ database, migrateOnStart }: Settings): Promise<Storage> => {
  switch (database.kind) {
    case "memory":
      return openMemoryStorage();
    case "embedded":
      return openDirectory(database.directory, migrateOnStart);
    case "server":
      return openServer(database, migrateOnStart);
  }
};
