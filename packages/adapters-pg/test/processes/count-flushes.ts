import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

// Writes ten rows into the store named, and prints how many files were flushed to the disk before each was acknowledged.

let flushes = 0;
const { fsyncSync } = fs;
fs.fsyncSync = (file) => {
  fsyncSync(file);
  flushes++;
};
syncBuiltinESMExports();

const { openEmbedded } = await import("../../src/embedded/open-embedded.js");

const [directory = ""] = process.argv.slice(2);
const database = await openEmbedded(directory);
for (let n = 0; n < 10; n++) {
  const before = flushes;
  await database.knex("users").insert({ id: `user-${n}`, created_at: database.knex.fn.now() });
  process.stdout.write(`${flushes - before}\n`);
}
await database.close();
