import type { Knex } from "knex";
import type { Database } from "./database.js";
import { holdMigrations } from "./migrate.js";
import { migrationSource } from "./migrations/migration-source.js";

/**
 * What a knexfile gives Knex's command line, so that it migrates as safely as we do: nobody else migrates until this
 * process ends, and a lock that a killed one left behind is undone. The database stays open for as long, with two
 * connections in use at the most. Rejects with `ForeignDatabase`.
 */
export const knexConfig = async (database: Database): Promise<Knex.Config> => {
  await holdMigrations(database);
  // Knex says what it does; only inside a server it is to be silent.
  const { log: _, ...config } = (database.knex.client as Knex.Client).config;
  return { ...config, migrations: { migrationSource } };
};
