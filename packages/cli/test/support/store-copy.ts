import { openMigrations, readDatabaseSettings } from "@taskward/composition";
import { storeCopy as copyOf } from "@taskward/testing";

/** The directory of an embedded store of one's own, closed and with the schema in it. */
export const storeCopy = (): Promise<string> =>
  copyOf(async (directory) => {
    const migrations = await openMigrations(readDatabaseSettings({ DATABASE_URL: `pglite:${directory}` }));
    await migrations?.up();
    await migrations?.close();
  });
