import { migrateUp, openEmbedded } from "@taskward/adapters-pg";
import { storeCopy } from "@taskward/testing";

/** Makes an embedded store in the directory, with the schema in it, and closes it. */
export const makeStore = async (directory: string): Promise<void> => {
  const database = await openEmbedded(directory);
  await migrateUp(database);
  await database.close();
};

/** The directory of an embedded store that nobody has opened yet, with the schema in it. */
export const embeddedDirectory = (): Promise<string> => storeCopy(makeStore);
