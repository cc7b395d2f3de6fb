import type { Counter, CounterRule, Counters } from "@taskward/application";
import type { Knex } from "knex";
import { unavailable } from "./sqlstate.js";

export interface PgCountersOptions {
  /** How long a statement may take, in milliseconds; default 2000. */
  readonly patience?: number;
  /** A clock in milliseconds that never goes back; default: `performance.now`. */
  readonly elapsed?: () => number;
}

interface Row {
  readonly allowed: boolean;
  readonly count: number;
  readonly seconds: number;
}

// The database's clock counts, so that servers whose clocks differ agree. A full window is left as it is.
const TAKE = `with taken as (
  insert into rate_limits as r (key, count, resets_at) values (:key, 1, now() + make_interval(secs => :seconds))
  on conflict (key) do update set
    count = case when r.resets_at > now() then r.count + 1 else 1 end,
    resets_at = case when r.resets_at > now() then r.resets_at else excluded.resets_at end
  where r.resets_at <= now() or r.count < :limit
  returning count, resets_at
)
select count, cast(ceil(extract(epoch from resets_at - now())) as integer) as seconds, true as allowed from taken
union all
select count, cast(ceil(extract(epoch from resets_at - now())) as integer), false from rate_limits
where key = :key and not exists (select from taken)`;

const HAS = "select key from rate_limits where key = :key and count > 0 and resets_at > now()";
const GIVE_BACK = "update rate_limits set count = count - 1 where key = :key and count > 0 and resets_at > now()";
const FORGET = "delete from rate_limits where key = :key";
const SWEEP = "delete from rate_limits where resets_at <= now()";

/** How often what is over is deleted, in milliseconds. */
const SWEEP_EVERY = 60_000;

type Run = (sql: string, values?: Record<string, string | number>) => Promise<readonly Row[]>;

/** Runs a statement on a connection of Knex's pool; rejects with `unavailable` when it fails, or is not done in time. */
const runIn =
  (knex: Knex, patience: number): Run =>
  async (sql, values = {}) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, patience, new Error(`no answer within ${patience} ms`));
    });
    try {
      const { rows } = await Promise.race([knex.raw<{ rows: readonly Row[] }>(sql, values), tooLate]);
      return rows;
    } catch (error) {
      throw unavailable(error);
    } finally {
      clearTimeout(timer);
    }
  };

/** Counts in the table `rate_limits`, for processes that share their limits. */
export const pgCounters = (
  { knex }: { readonly knex: Knex },
  { patience = 2_000, elapsed = () => performance.now() }: PgCountersOptions = {},
): Counters => {
  const run = runIn(knex, patience);
  let sweptAt = elapsed();

  const sweep = (): void => {
    if (elapsed() - sweptAt < SWEEP_EVERY) return;
    sweptAt = elapsed();
    run(SWEEP).catch(() => undefined);
  };

  return ({ limit, seconds }: CounterRule): Counter => ({
    take: async (key) => {
      sweep();
      const rows = await run(TAKE, { key, limit, seconds });
      // No row: the window was opened by somebody else in this very moment, and is full already.
      const row = rows[0] ?? { allowed: false, count: limit, seconds };
      return {
        allowed: row.allowed,
        remaining: Math.max(0, limit - row.count),
        resetSeconds: Math.max(1, row.seconds),
      };
    },
    has: async (key) => (await run(HAS, { key })).length > 0,
    giveBack: async (key) => void (await run(GIVE_BACK, { key })),
    forget: async (key) => void (await run(FORGET, { key })),
  });
};
