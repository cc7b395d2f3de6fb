import type { Knex } from "knex";
import * as usersAndTasks from "./0001-users-and-tasks.js";
import * as rateLimits from "./0002-rate-limits.js";

const MIGRATIONS: Readonly<Record<string, Knex.Migration>> = {
  "0001-users-and-tasks": usersAndTasks,
  "0002-rate-limits": rateLimits,
};

/** The names of Taskward's migrations, oldest first. They have no extension, so that sources and what is built of them agree. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** Taskward's migrations in the form that Knex takes them, its command line included. */
export const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => [...MIGRATION_NAMES],
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const migration = MIGRATIONS[name];
    if (migration === undefined) throw new Error(`There is no migration ${name}`);
    return migration;
  },
};
