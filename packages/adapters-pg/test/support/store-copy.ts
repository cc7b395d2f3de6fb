import { cpSync } from "node:fs";
import { join } from "node:path";
import { openEmbedded } from "../../src/embedded/open-embedded.js";
import { migrateUp } from "../../src/migrate.js";
import { temporaryDirectory } from "./temporary-directory.js";

let original: Promise<string> | undefined;

/** Making a store takes as long as a dozen tests: one is made and the others are copies. */
const makeOriginal = async (): Promise<string> => {
  const directory = join(temporaryDirectory(), "store");
  const database = await openEmbedded(directory);
  await migrateUp(database);
  await database.close();
  return directory;
};

/** The directory of a store of one's own, with the schema in it. */
export const storeCopy = async (): Promise<string> => {
  original ??= makeOriginal();
  const directory = join(temporaryDirectory(), "store");
  cpSync(await original, directory, { recursive: true, mode: 0 });
  return directory;
};
