import { openEmbedded } from "../../src/embedded/open-embedded.js";
import { connect, migrateUp } from "../../src/index.js";

// Migrates the database named, a directory or a URL; dies of SIGKILL when so many statements have been answered.

const [where = "", statements = "0"] = process.argv.slice(2);
const database = where.startsWith("postgres") ? connect({ url: where, poolMax: 1 }) : await openEmbedded(where);
let answered = 0;
database.knex.on("query-response", () => {
  if (++answered === Number(statements)) process.kill(process.pid, "SIGKILL");
});
console.log((await migrateUp(database)).length);
await database.close();
