import { type Database, openEmbedded } from "@taskward/adapters-pg";

type Knex = Database["knex"];

interface Index {
  readonly id: number;
  readonly name: string;
  readonly table: string;
  readonly condition: string | null;
}

const INDEXES = `select indexrelid::int as id, indexrelid::regclass::text as name, indrelid::regclass::text as table,
    pg_get_expr(indpred, indrelid) as condition
  from pg_index join pg_class on pg_class.oid = indrelid
  where relnamespace = 'public'::regnamespace`;

const rowsOf = async <T>(knex: Knex, sql: string): Promise<readonly T[]> =>
  (await knex.raw<{ rows: readonly T[] }>(sql)).rows;

/** Counts the rows that one index leads to: to the planner there are no others, and no other way. */
const countBy = async (trx: Knex, { id, name, table }: Index, where: string): Promise<number> => {
  await trx.raw(`update pg_index set indisvalid = (indexrelid = ${id}) where indrelid = '${table}'::regclass`);
  await trx.raw("set local enable_seqscan = off");
  const plan = await rowsOf<Record<string, string>>(trx, `explain select count(*) from ${table} ${where}`);
  if (!plan.some((line) => line["QUERY PLAN"]?.includes(name))) throw new Error(`Nothing is counted by ${name}`);
  const [row] = await rowsOf<{ count: number }>(trx, `select count(*)::int as count from ${table} ${where}`);
  return row?.count ?? -1;
};

/**
 * Opens the embedded store in a directory, and looks whether each index leads to as many rows as there are. Names those
 * that do not.
 */
export const brokenIndexes = async (directory: string): Promise<readonly string[]> => {
  const { knex, close } = await openEmbedded(directory);
  const broken: string[] = [];
  try {
    for (const index of await rowsOf<Index>(knex, INDEXES)) {
      const where = index.condition === null ? "" : `where ${index.condition}`;
      const trx = await knex.transaction();
      await trx.raw(
        "set local enable_indexscan = off; set local enable_indexonlyscan = off; set local enable_bitmapscan = off",
      );
      const [all] = await rowsOf<{ count: number }>(trx, `select count(*)::int as count from ${index.table} ${where}`);
      await trx.raw(
        "set local enable_indexscan = on; set local enable_indexonlyscan = on; set local enable_bitmapscan = on",
      );
      const found = await countBy(trx, index, where);
      if (found !== all?.count) broken.push(`${index.name} leads to ${found} of ${all?.count} rows`);
      await trx.rollback();
    }
  } finally {
    await close();
  }
  return broken;
};
