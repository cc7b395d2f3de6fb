import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage } from "@taskward/application";
import { describeArchive } from "@taskward/application/contracts/archive";
import { describeCredentialStore } from "@taskward/application/contracts/credential-store";
import { describeHistories } from "@taskward/application/contracts/histories";
import { describeStorage } from "@taskward/application/contracts/storage";
import { describeTaskStore } from "@taskward/application/contracts/task-store";
import { describeUserStore } from "@taskward/application/contracts/user-store";
import { migrateUp, openEmbedded, openPgStorage, type PgStorageOptions } from "../src/index.js";
import { openDatabase } from "./support/open-database.js";

const describeAll = (name: string, open: () => Promise<Storage>): void => {
  describeStorage(name, open);
  describeTaskStore(name, open);
  describeHistories(name, open);
  describeUserStore(name, open);
  describeCredentialStore(name, open);
  describeArchive(name, open);
};

const served = (options: PgStorageOptions, poolMax?: number) => async (): Promise<Storage> =>
  openPgStorage(await openDatabase(poolMax), options);

const temporary = (): Promise<string> => mkdtemp(join(tmpdir(), "taskward-embedded-"));
const remove = (directory: string): Promise<void> => rm(directory, { recursive: true, force: true });

let template: Promise<string> | undefined;

/** A store that is closed, to be copied: making one takes as long as dozens of tests. */
const makeTemplate = async (): Promise<string> => {
  const directory = await temporary();
  const database = await openEmbedded(join(directory, "data"));
  await migrateUp(database);
  await database.close();
  return directory;
};

const embedded = async (): Promise<Storage> => {
  template ??= makeTemplate();
  const directory = await temporary();
  await cp(await template, directory, { recursive: true });
  const storage = openPgStorage(await openEmbedded(join(directory, "data")));
  const close = async (): Promise<void> => {
    await storage.close();
    await remove(directory);
  };
  return { ...storage, close };
};

after(async () => {
  if (template) await remove(await template);
});

describeAll("PostgreSQL, on shared connections", served({}));
describeAll("PostgreSQL, on one connection for statements and one for transactions", served({ shared: 1 }, 1));
describeAll("PostgreSQL, on Knex's pool without prepared statements", served({ shared: 0, prepared: false }));
describeAll("PostgreSQL in the process", embedded);
