import { storeCopy as copyOf } from "@taskward/testing";
import { type Migrations, openMigrations, readDatabaseSettings } from "../../src/index.js";

const onStore = async (directory: string, work: (migrations: Migrations) => Promise<unknown>): Promise<void> => {
  const migrations = await openMigrations(readDatabaseSettings({ DATABASE_URL: `pglite:${directory}` }));
  if (migrations === null) throw new Error(`There is nothing to migrate in ${directory}`);
  await work(migrations);
  await migrations.close();
};

/** The directory of an embedded store of one's own, closed and with the schema in it. */
export const storeCopy = (): Promise<string> => copyOf((directory) => onStore(directory, ({ up }) => up()));

/** The same without any schema. */
export const bareStoreCopy = async (): Promise<string> => {
  const directory = await storeCopy();
  await onStore(directory, ({ down }) => down({ all: true }));
  return directory;
};
