import { describeArchive } from "@taskward/application/contracts/archive";
import { describeCredentialStore } from "@taskward/application/contracts/credential-store";
import { describeStorage } from "@taskward/application/contracts/storage";
import { describeTaskStore } from "@taskward/application/contracts/task-store";
import { describeUserStore } from "@taskward/application/contracts/user-store";
import { openPgStorage, type PgStorageOptions } from "../src/index.js";
import { openDatabase } from "./support/open-database.js";

const describeAll = (name: string, options: PgStorageOptions, poolMax?: number): void => {
  const open = async () => openPgStorage(await openDatabase(poolMax), options);
  describeStorage(name, open);
  describeTaskStore(name, open);
  describeUserStore(name, open);
  describeCredentialStore(name, open);
  describeArchive(name, open);
};

describeAll("PostgreSQL, on shared connections", {});
describeAll("PostgreSQL, on one connection for statements and one for transactions", { shared: 1 }, 1);
describeAll("PostgreSQL, on Knex's pool without prepared statements", { shared: 0, prepared: false });
