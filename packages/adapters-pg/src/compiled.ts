import { createHash } from "node:crypto";
import knex, { type Knex } from "knex";
import type { LockOrder, RowReader, Statement, Texts } from "./run/statement.js";

/** Builds SQL; it has no connection. */
export const sql = knex({ client: "pg" });

/** The n-th parameter; PostgreSQL finds its type from where it stands, or is told with `type`. */
export const $ = (n: number, type?: string): Knex.Raw => sql.raw(type === undefined ? `$${n}` : `$${n}::${type}`);

/** Stands for a LIMIT: Knex takes nothing but a number for it. */
export const SOME = 1;

/**
 * A name that no other text has. Behind a pooler that does not keep track of prepared statements, another version's may
 * be there under the name we give.
 */
const nameOf = (name: string, text: string): string =>
  `taskward_${name}_${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;

/** A statement whose text is written by hand. */
export const written = <R = Texts>(name: string, text: string, { reads = false } = {}): Statement<R> => ({
  name: nameOf(name, text),
  sql: text,
  reads,
});

interface Traits<R> {
  readonly reads?: boolean;
  readonly together?: LockOrder;
  /** Which parameter takes the place of LIMIT's number. */
  readonly limit?: number;
  readonly unprepared?: true;
  readonly read?: RowReader<R>;
}

/** A statement compiled once. All its values are parameters. */
export const compiled = <R = Texts>(
  name: string,
  builder: Knex.QueryBuilder,
  { reads = false, together, limit, unprepared, read }: Traits<R> = {},
): Statement<R> => {
  const { sql: built, bindings } = builder.toSQL();
  if (bindings.length !== (limit === undefined ? 0 : 1)) throw new Error(`${name} has a value that is not a parameter`);
  const text = built.replace("limit ?", `limit $${limit}`);
  return {
    name: nameOf(name, text),
    sql: text,
    reads,
    ...(together && { together }),
    ...(unprepared && { unprepared }),
    ...(read && { read }),
  };
};
