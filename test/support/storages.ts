import { rmSync } from "node:fs";
import { openMemoryStorage } from "@taskward/adapters-memory";
import { connect, type Database, migrateUp, openEmbedded, openPgStorage } from "@taskward/adapters-pg";
import type { Storage } from "@taskward/application";
import { createDatabase } from "@taskward/testing";
import { embeddedDirectory } from "./embedded-directory.js";

const onDatabase = async (database: Database): Promise<Storage> => {
  await migrateUp(database);
  return openPgStorage(database);
};

const onEmbedded = async (): Promise<Storage> => {
  const path = await embeddedDirectory();
  const storage = await onDatabase(await openEmbedded(path));
  return { ...storage, close: () => storage.close().then(() => rmSync(path, { recursive: true, force: true })) };
};

/** Every kind of storage; each one opened is new and empty. */
export const STORAGES: readonly { readonly name: string; open(): Promise<Storage> }[] = [
  { name: "in memory", open: async () => openMemoryStorage() },
  { name: "in the embedded PostgreSQL", open: onEmbedded },
  { name: "in PostgreSQL", open: async () => onDatabase(connect({ url: await createDatabase(), poolMax: 10 })) },
];
