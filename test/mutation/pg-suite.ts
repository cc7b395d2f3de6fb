import { connect, migrateUp, openPgStorage } from "@taskward/adapters-pg";
import type { Storage } from "@taskward/application";
import { createDatabase } from "@taskward/testing";
import { describeStores } from "./describe-stores.js";
import { becomeMutant } from "./sql-mutants.js";

const mutant = process.env["SQL_MUTANT"];
if (mutant) await becomeMutant(mutant);

let url: string | undefined;

const open = async (): Promise<Storage> => {
  url ??= await createDatabase();
  const database = connect({ url, poolMax: 4 });
  await migrateUp(database);
  return openPgStorage(database, { shared: 2 });
};

describeStores("PostgreSQL", open);
