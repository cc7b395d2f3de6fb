import { openMigrations, readDatabaseSettings } from "@taskward/composition";
import { createDatabase } from "@taskward/testing";

/** Puts the schema into the database, without the time that it takes to start a command. */
export const migrate = async (databaseUrl: string): Promise<void> => {
  const migrations = await openMigrations(readDatabaseSettings({ DATABASE_URL: databaseUrl }));
  await migrations?.up();
  await migrations?.close();
};

/** The URL of an empty database of one's own, with the schema in it. */
export const migratedDatabase = async (): Promise<string> => {
  const url = await createDatabase();
  await migrate(url);
  return url;
};
