import { openEmbedded } from "../../src/embedded/open-embedded.js";

// Writes into the store named, naming each user once the database has acknowledged it, until it is killed.

const [directory = ""] = process.argv.slice(2);
const { knex } = await openEmbedded(directory);
for (let n = 1; ; n++) {
  await knex("users").insert({ id: `user-${n}`, created_at: knex.fn.now() });
  process.stdout.write(`user-${n}\n`);
}
