import { rm } from "node:fs/promises";
import type { Storage } from "@taskward/application";
import { describeArchive } from "@taskward/application/contracts/archive";
import { describeCredentialStore } from "@taskward/application/contracts/credential-store";
import { describeHistories } from "@taskward/application/contracts/histories";
import { describeStorage } from "@taskward/application/contracts/storage";
import { describeTaskStore } from "@taskward/application/contracts/task-store";
import { describeUserStore } from "@taskward/application/contracts/user-store";
import { openEmbedded, openPgStorage, type PgStorageOptions } from "../src/index.js";
import { openDatabase } from "./support/open-database.js";
import { storeCopy } from "./support/store-copy.js";

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

const embedded = async (): Promise<Storage> => {
  const directory = await storeCopy();
  const storage = openPgStorage(await openEmbedded(directory));
  const close = async (): Promise<void> => {
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { ...storage, close };
};

describeAll("PostgreSQL, on shared connections", served({}));
describeAll("PostgreSQL, on one connection for statements and one for transactions", served({ shared: 1 }, 1));
describeAll("PostgreSQL, on Knex's pool without prepared statements", served({ shared: 0, prepared: false }));
describeAll("PostgreSQL in the process", embedded);
