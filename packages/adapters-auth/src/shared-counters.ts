import { DomainError } from "@taskward/domain";
import type { Counter, Counters, Rule } from "./counter.js";

/** Runs one SQL statement with `$1`, `$2` … on PostgreSQL: `(sql, values) => pool.query(sql, values)` with pg. */
export type Query = (
  sql: string,
  values: (string | number)[],
) => Promise<{ readonly rows: readonly Record<string, unknown>[] }>;

/** The table that the counts are kept in. */
export const RATE_LIMITS_TABLE = `create table if not exists rate_limits (
  key text primary key,
  count integer not null,
  resets_at timestamptz not null
)`;

// The database's clock counts, so that servers whose clocks differ agree. A full window is left as it is.
const TAKE = `with taken as (
  insert into rate_limits as r (key, count, resets_at) values ($1, 1, now() + make_interval(secs => $3))
  on conflict (key) do update set
    count = case when r.resets_at > now() then r.count + 1 else 1 end,
    resets_at = case when r.resets_at > now() then r.resets_at else excluded.resets_at end
  where r.resets_at <= now() or r.count < $2
  returning count, resets_at
)
select count, ceil(extract(epoch from resets_at - now()))::int as seconds, true as allowed from taken
union all
select count, ceil(extract(epoch from resets_at - now()))::int, false from rate_limits
where key = $1 and not exists (select from taken)`;

const HAS = "select from rate_limits where key = $1 and count > 0 and resets_at > now()";
const GIVE_BACK = "update rate_limits set count = count - 1 where key = $1 and count > 0 and resets_at > now()";
const FORGET = "delete from rate_limits where key = $1";
const SWEEP = "delete from rate_limits where resets_at <= now()";

/** How often what is over is deleted, in milliseconds. */
const SWEEP_EVERY = 60_000;

export interface SharedCountersOptions {
  /** How long a statement may take, in milliseconds; default 2000. */
  readonly patience?: number;
  /** A clock in milliseconds that never goes back; default: `performance.now`. */
  readonly elapsed?: () => number;
}

const unavailable = (cause: unknown): DomainError =>
  new DomainError("unavailable", "Attempts cannot be counted at the moment", { retryAfter: 1, cause });

/** Rejects with `unavailable` when the statement fails, or is not done in time. */
const inTime =
  (query: Query, patience: number): Query =>
  async (sql, values) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, patience, new Error(`no answer within ${patience} ms`));
    });
    try {
      return await Promise.race([query(sql, values), tooLate]);
    } catch (error) {
      throw unavailable(error);
    } finally {
      clearTimeout(timer);
    }
  };

/**
 * Counts in the table `rate_limits` of a PostgreSQL database, for processes that share their limits. Every method rejects
 * with `unavailable` when the database does not do it in time.
 */
export const sharedCounters = (
  query: Query,
  { patience = 2_000, elapsed = () => performance.now() }: SharedCountersOptions = {},
): Counters => {
  const run = inTime(query, patience);
  let sweptAt = elapsed();

  const sweep = (): void => {
    if (elapsed() - sweptAt < SWEEP_EVERY) return;
    sweptAt = elapsed();
    run(SWEEP, []).catch(() => undefined);
  };

  return ({ limit, seconds }: Rule): Counter => ({
    take: async (key) => {
      sweep();
      const { rows } = await run(TAKE, [key, limit, seconds]);
      // No row: the window was opened by somebody else in this very moment, and is full already.
      const row = rows[0] ?? { allowed: false, count: limit, seconds };
      return {
        allowed: row["allowed"] === true,
        remaining: Math.max(0, limit - Number(row["count"])),
        resetSeconds: Math.max(1, Number(row["seconds"])),
      };
    },
    has: async (key) => (await run(HAS, [key])).rows.length > 0,
    giveBack: async (key) => void (await run(GIVE_BACK, [key])),
    forget: async (key) => void (await run(FORGET, [key])),
  });
};
