import type { Database } from "@taskward/adapters-pg";

const COLUMNS = `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
  from information_schema.columns where table_schema = 'public' and table_name not like 'knex%'`;
const INDEXES = "select indexdef as line from pg_indexes where schemaname = 'public' and tablename not like 'knex%'";
const CONSTRAINTS = `select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid) as line
  from pg_constraint where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'knex%'`;

/** Everything that migrating makes, as a text to compare, and which migrations are said to have been applied. */
export const schemaOf = async ({ knex }: Database): Promise<string> => {
  const lines: string[] = [];
  for (const statement of [COLUMNS, INDEXES, CONSTRAINTS]) {
    const { rows } = await knex.raw<{ rows: { line: string }[] }>(statement);
    lines.push(...rows.map(({ line }) => line));
  }
  if (await knex.schema.hasTable("knex_migrations"))
    lines.push(...(await knex("knex_migrations").pluck("name")).map((name) => `applied ${name}`));
  return lines.sort().join("\n");
};
