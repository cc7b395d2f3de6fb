import { type Timestamp, timestamp } from "@taskward/domain";
import type { Knex } from "knex";
import type { Database } from "./database.js";
import { MIGRATION_NAMES, migrationSource } from "./migrations/migration-source.js";

/** One of Taskward's migrations, and when this database got it; null while it has not. */
export interface MigrationState {
  readonly name: string;
  readonly appliedAt: Timestamp | null;
}

/** The database holds what Taskward did not put there, or what only a newer Taskward understands. Nothing was changed. */
export class ForeignDatabase extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ForeignDatabase";
  }
}

/** The database has nothing of Taskward's yet, and cannot have its tables, for a reason that the message tells with a remedy. */
export class UnfitDatabase extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnfitDatabase";
  }
}

/** The database's user may not read what is there. Nothing was changed. */
export class MissingRights extends Error {
  constructor(tables: readonly string[]) {
    super(
      `The database's user may not read tables that are there (${tables.join(", ")}): docs/operations/postgresql.md says what to grant`,
    );
    this.name = "MissingRights";
  }
}

/** Knex's name for its table of what has been applied: its command line and we keep the same one. */
const HISTORY = "knex_migrations";
const TABLES = ["users", "tasks", "credentials", "erased_users", "rate_limits"];
interface Table {
  readonly name: string;
  readonly readable: boolean;
}

// Not from information_schema, which shows no table that its reader has no rights on. Whoever may not use the schema has
// none at all. The table may have gone since: then nobody lacks anything.
const TABLES_THERE = `select c.relname as name,
  current_schema() is not null and coalesce(has_any_column_privilege(c.oid, 'select'), true) as readable
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = coalesce(current_schema(), 'public') and c.relname = any(?) and c.relkind = any('{r,p,v,m,f}')`;
const CONFIG = { migrationSource };

/** What Knex says of what it did: the number of the batch, and the migrations in it. */
type Batch = readonly [number: number, names: readonly string[]];

/** Whoever migrates holds this lock, chosen by us; it ends with the transaction, whatever ends that. */
const LOCK = 2026013101;

/**
 * Which of these tables there are, in one look: whoever looks without the lock must see all that somebody's migration
 * made, the history included, or nothing of it.
 */
const tablesThere = async (knex: Knex): Promise<readonly Table[]> => {
  const { rows } = await knex.raw<{ rows: readonly Table[] }>(TABLES_THERE, [[HISTORY, ...TABLES]]);
  return rows;
};

const refuseHidden = (tables: readonly Table[]): void => {
  const hidden = tables.filter(({ readable }) => !readable);
  if (hidden.length > 0) throw new MissingRights(hidden.map(({ name }) => name).toSorted());
};

const refuseForeign = (table: string): never => {
  throw new ForeignDatabase(
    `The database has a table "${table}" that Taskward did not make: give Taskward a database of its own`,
  );
};

const refuseUnknown = (applied: readonly string[]): void => {
  const unknown = applied.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0)
    throw new ForeignDatabase(
      `The database has migrations that this version of Taskward does not know (${unknown.join(", ")}): ` +
        "use the newer version, or a database of its own",
    );
};

/** What has been applied, and when. Rejects with `ForeignDatabase` or `MissingRights`. */
const history = async (knex: Knex): Promise<ReadonlyMap<string, Date>> => {
  const tables = await tablesThere(knex);
  if (!tables.some(({ name }) => name === HISTORY)) {
    const [foreign] = tables;
    return foreign === undefined ? new Map() : refuseForeign(foreign.name);
  }
  refuseHidden(tables);
  const rows: { name: string; migration_time: Date }[] = await knex(HISTORY).select("name", "migration_time");
  refuseUnknown(rows.map(({ name }) => name));
  return new Map(rows.map(({ name, migration_time }) => [name, migration_time]));
};

interface Ground {
  readonly encoding: string;
  readonly schema: string | null;
  readonly creates: boolean | null;
}

const GROUND = `select current_setting('server_encoding') as encoding, current_schema() as schema,
  has_schema_privilege(current_schema(), 'create') as creates`;

// In any other encoding letters cannot be kept, or are counted and compared as bytes; later it cannot be changed. And since
// PostgreSQL 15 only a database's owner makes tables in it, unless others are told that they may.
const refuseUnfit = async (trx: Knex.Transaction): Promise<void> => {
  const { rows } = await trx.raw<{ rows: readonly Ground[] }>(GROUND);
  for (const { encoding, schema, creates } of rows) {
    if (encoding !== "UTF8")
      throw new UnfitDatabase(
        `The database keeps texts in ${encoding}, and Taskward needs one in UTF8: make it with \`createdb --encoding UTF8 --template template0\``,
      );
    if (!creates)
      throw new UnfitDatabase(
        `The database's user may not make tables ${schema === null ? "in any schema" : `in the schema ${schema}`}: ` +
          "make it the owner of the database (`alter database`), or name the owner in DATABASE_MIGRATION_URL",
      );
  }
};

/**
 * Waits until nobody else migrates, and sees to it that nobody does before the transaction ends. Rejects with
 * `UnfitDatabase`.
 */
const lock = async (trx: Knex.Transaction): Promise<void> => {
  await trx.raw("select pg_advisory_xact_lock(?)", [LOCK]);
  const applied = await history(trx);
  if (applied.size === 0) await refuseUnfit(trx);
};

// Knex's own lock is a row that says "locked" until somebody says otherwise, also after whoever set it was killed.
const freeKnexLock = (knex: Knex): Promise<void> => knex.migrate.forceFreeMigrationsLock(CONFIG);

/**
 * One transaction for everything, so that one who is killed leaves nothing half done, and those who come together take
 * turns.
 */
const alone = <T>({ knex }: Database, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  knex.transaction(async (trx) => {
    await lock(trx);
    await freeKnexLock(trx);
    return work(trx);
  });

/** Keeps others from migrating for as long as this process runs. Rejects with `ForeignDatabase` or `UnfitDatabase`. */
export const holdMigrations = async ({ knex, clientConfig }: Database): Promise<void> => {
  // An embedded database is nobody else's anyhow, and the one connection is needed.
  if (clientConfig !== null) await lock(await knex.transaction());
  await freeKnexLock(knex);
};

/**
 * Applies what is missing and says what that was, oldest first. Rejects with `ForeignDatabase` or `UnfitDatabase`, having
 * changed nothing.
 */
export const migrateUp = (database: Database): Promise<readonly string[]> =>
  alone(database, async (trx) => {
    const [, applied] = (await trx.migrate.latest(CONFIG)) as Batch;
    return applied;
  });

/**
 * Takes back what was applied last (what one `migrateUp` applied goes together) or, with `all`, everything, and says
 * what that was, newest first. What is in the tables is lost. Rejects with `ForeignDatabase`, having changed nothing.
 */
export const migrateDown = (database: Database, { all = false } = {}): Promise<readonly string[]> =>
  alone(database, async (trx) => {
    const [, undone] = (await trx.migrate.rollback(CONFIG, all)) as Batch;
    return undone;
  });

/** All migrations, oldest first. Changes nothing, waits for nobody. Rejects with `ForeignDatabase` or `MissingRights`. */
export const migrationStatus = async ({ knex }: Database): Promise<readonly MigrationState[]> => {
  const applied = await history(knex);
  return MIGRATION_NAMES.map((name) => {
    const at = applied.get(name);
    return { name, appliedAt: at === undefined ? null : timestamp(at) };
  });
};
