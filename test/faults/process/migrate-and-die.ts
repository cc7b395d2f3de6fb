import { migrateUp } from "@taskward/adapters-pg";
import { openDatabase } from "./half-migrated.js";

// Migrates the database named; dies of SIGKILL when so many statements have been answered.

const [databaseUrl = "", statements = "0"] = process.argv.slice(2);
const database = await openDatabase(databaseUrl);
let answered = 0;
database.knex.on("query-response", () => {
  if (++answered === Number(statements)) process.kill(process.pid, "SIGKILL");
});
await migrateUp(database);
await database.close();
