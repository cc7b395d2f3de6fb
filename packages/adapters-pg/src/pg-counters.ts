import type { Counter, CounterRule, Counters } from "@taskward/application";
import { DomainError } from "@taskward/domain";
import { written } from "./compiled.js";
import type { Database } from "./database.js";
import { Pool } from "./run/pool.js";
import { pooledRunner } from "./run/pooled.js";
import type { Run } from "./run/statement.js";
import { unavailable } from "./sqlstate.js";

/** How long counting may take, and when what is over is deleted. */
export interface PgCountersOptions {
  /** How long a statement may take, in milliseconds; default 2000. */
  readonly patience?: number;
  /** A clock in milliseconds that never goes back; default: `performance.now`. */
  readonly elapsed?: () => number;
}

// The database's clock counts, so that servers whose clocks differ agree. A full window is left as it is.
/** key, limit, seconds */
const TAKE = written<readonly [count: string, seconds: string, allowed: "t" | "f"]>(
  "take_count",
  `with taken as (
  insert into rate_limits as r (key, count, resets_at) values ($1, 1, now() + make_interval(secs => $3))
  on conflict (key) do update set
    count = case when r.resets_at > now() then r.count + 1 else 1 end,
    resets_at = case when r.resets_at > now() then r.resets_at else excluded.resets_at end
  where r.resets_at <= now() or r.count < $2
  returning count, resets_at
)
select count, cast(ceil(extract(epoch from resets_at - now())) as integer), true from taken
union all
select count, cast(ceil(extract(epoch from resets_at - now())) as integer), false from rate_limits
where key = $1 and not exists (select from taken)`,
);

/** key */
const HAS = written("has_count", "select key from rate_limits where key = $1 and count > 0 and resets_at > now()", {
  reads: true,
});
// A row of nothing would stay until its window is over, one for every address that somebody makes up. The lock comes first,
// so that of those given back together only the last finds itself the last. What is over goes as well.
/** key */
const GIVE_BACK = written(
  "give_back_count",
  `with held as materialized (
  select key, count <= 1 or resets_at <= now() as is_last from rate_limits where key = $1 for update
), deleted as (
  delete from rate_limits as r using held where r.key = held.key and held.is_last
)
update rate_limits as r set count = r.count - 1 from held where r.key = held.key and not held.is_last`,
);
/** key */
const FORGET = written("forget_count", "delete from rate_limits where key = $1");

const SWEEP = written("sweep_counts", "delete from rate_limits where resets_at <= now()");

/** How often what is over is deleted, in milliseconds. */
const SWEEP_EVERY = 60_000;

/** Without the counts nobody can go on, whatever it is that keeps them from us. */
const counting =
  (run: Run): Run =>
  (statement, values) =>
    run(statement, values).catch((error: unknown) => {
      throw error instanceof DomainError ? error : unavailable(error);
    });

/** Counts in the table `rate_limits`, for processes that share their limits, on connections of Knex's pool. */
export const pgCounters = (
  database: Database,
  { patience = 2_000, elapsed = () => performance.now() }: PgCountersOptions = {},
): Counters => {
  const run = counting(pooledRunner(new Pool(database, { answer: patience }), { prepared: false }).run);
  let sweptAt = elapsed();

  const sweep = (): void => {
    if (elapsed() - sweptAt < SWEEP_EVERY) return;
    sweptAt = elapsed();
    run(SWEEP, []).catch(() => undefined);
  };

  return ({ limit, seconds }: CounterRule): Counter => ({
    take: async (key) => {
      sweep();
      // No row: the window was opened by somebody else in this very moment, and is full already.
      const [[count, left, allowed] = [limit, seconds, "f"]] = await run(TAKE, [key, limit, seconds]);
      return {
        allowed: allowed === "t",
        remaining: Math.max(0, limit - Number(count)),
        resetSeconds: Math.max(1, Number(left)),
      };
    },
    has: async (key) => (await run(HAS, [key])).length > 0,
    giveBack: async (key) => void (await run(GIVE_BACK, [key])),
    forget: async (key) => void (await run(FORGET, [key])),
  });
};
