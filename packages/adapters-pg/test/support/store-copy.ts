import { storeCopy as copyOf } from "@taskward/testing";
import { openEmbedded } from "../../src/embedded/open-embedded.js";
import { migrateUp } from "../../src/migrate.js";

/** The directory of a store of one's own, with the schema in it. */
export const storeCopy = (): Promise<string> =>
  copyOf(async (directory) => {
    const database = await openEmbedded(directory);
    await migrateUp(database);
    await database.close();
  });
