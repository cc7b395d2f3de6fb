import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMemoryStorage } from "@taskward/adapters-memory";
import { connect, type Database, migrateUp, openEmbedded, openPgStorage } from "@taskward/adapters-pg";
import type { Storage } from "@taskward/application";
import { createDatabase } from "@taskward/testing";

const onDatabase = async (database: Database): Promise<Storage> => {
  await migrateUp(database);
  return openPgStorage(database);
};

const onEmbedded = async (): Promise<Storage> => {
  const directory = mkdtempSync(join(tmpdir(), "taskward-storage-"));
  const storage = await onDatabase(await openEmbedded(join(directory, "data")));
  const close = () => storage.close().then(() => rmSync(directory, { recursive: true, force: true }));
  return { ...storage, close };
};

/** Every kind of storage; each one opened is new and empty. */
export const STORAGES: readonly { readonly name: string; open(): Promise<Storage> }[] = [
  { name: "in memory", open: async () => openMemoryStorage() },
  { name: "in the embedded PostgreSQL", open: onEmbedded },
  { name: "in PostgreSQL", open: async () => onDatabase(connect({ url: await createDatabase(), poolMax: 10 })) },
];
