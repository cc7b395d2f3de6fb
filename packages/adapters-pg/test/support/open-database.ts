import { createDatabase } from "@taskward/testing";
import { connect } from "../../src/connect.js";
import type { Database } from "../../src/database.js";
import { migrateUp } from "../../src/migrate.js";

/** A database of its own on a real server, with Taskward's schema. */
export const openDatabase = async (poolMax = 10): Promise<Database & { readonly url: string }> => {
  const url = await createDatabase();
  const database = connect({ url, poolMax });
  await migrateUp(database);
  return { ...database, url };
};
