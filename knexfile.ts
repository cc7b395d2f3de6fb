import { connect, knexConfig, openEmbedded } from "@taskward/adapters-pg";
import { environment } from "@taskward/composition";

// For Knex's own command line: `npx knex migrate:latest` does what `taskward migrate up` does. Built into knexfile.js,
// which Knex looks for first, because not every Node.js that Taskward runs on reads TypeScript.

const EMBEDDED = "pglite:";

const open = (url: string) => {
  if (url.startsWith(EMBEDDED)) return openEmbedded(url.slice(EMBEDDED.length));
  if (/^postgres(ql)?:/.test(url)) return connect({ url, poolMax: 2 });
  throw new Error("DATABASE_URL must be postgres://… or pglite:<directory> for migrations");
};

export default async () => {
  const { DATABASE_URL = "pglite:.taskward/data", DATABASE_MIGRATION_URL = DATABASE_URL } = environment();
  return knexConfig(await open(DATABASE_MIGRATION_URL));
};
