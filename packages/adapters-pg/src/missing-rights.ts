import type { Database } from "./database.js";

// Deleting a user takes their credentials and tasks along in the name of these tables' owner.
const WRITES: Readonly<Record<string, readonly string[]>> = {
  users: ["insert", "update", "delete"],
  tasks: ["insert", "update", "delete"],
  credentials: ["insert", "update"],
  erased_users: ["insert", "delete"],
  rate_limits: ["insert", "update", "delete"],
};

const NEEDED = Object.entries(WRITES).flatMap(([table, rights]) => rights.map((right) => ({ table, right })));

// As the migrations are looked for: in the first schema that there is; whoever may use none has no rights at all.
const MISSING = `select needed.right || ' on ' || needed.table as missing
  from json_to_recordset(?::json) as needed ("table" text, "right" text)
  join pg_catalog.pg_class c on c.relname = needed.table
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = coalesce(current_schema(), 'public')
  where current_schema() is null or not has_table_privilege(c.oid, needed.right)`;

/** What the database's user may not write that a server writes: `insert on tasks`. Of tables that are not there, nothing. */
export const missingRights = async ({ knex }: Database): Promise<readonly string[]> => {
  const { rows } = await knex.raw<{ rows: { missing: string }[] }>(MISSING, [JSON.stringify(NEEDED)]);
  return rows.map(({ missing }) => missing);
};
