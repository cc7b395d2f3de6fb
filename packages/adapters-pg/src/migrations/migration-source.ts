import type { Knex } from "knex";
import { usersAndTasks } from "./0001-users-and-tasks.js";
import { rateLimits } from "./0002-rate-limits.js";
import { cheaperWrites } from "./0003-cheaper-writes.js";

/** A migration under its name, which Knex's command line calls its file. */
interface NamedMigration {
  readonly file: string;
  readonly migration: Knex.Migration;
}

// The names have no extension, so that sources and what is built of them agree.
const MIGRATIONS: readonly NamedMigration[] = [
  { file: "0001-users-and-tasks", migration: usersAndTasks },
  { file: "0002-rate-limits", migration: rateLimits },
  { file: "0003-cheaper-writes", migration: cheaperWrites },
];

/** The names of Taskward's migrations, oldest first. */
export const MIGRATION_NAMES: readonly string[] = MIGRATIONS.map(({ file }) => file);

/** Taskward's migrations in the form that Knex takes them, its command line included. */
export const migrationSource: Knex.MigrationSource<NamedMigration> = {
  getMigrations: async () => [...MIGRATIONS],
  getMigrationName: ({ file }) => file,
  getMigration: async ({ migration }) => migration,
};
