import type { Knex } from "knex";

/** How often to look, in milliseconds, and how much must have been written since, in bytes, to make it worth the while. */
const EVERY = 60_000;
const ENOUGH = 8 * 2 ** 20;

/** What a server does beside its sessions, done by hand here: the log is not to grow, nor tables to fill with what is gone. */
export const upkeep = async (knex: Knex): Promise<void> => {
  await knex.raw("vacuum (analyze) users, credentials, tasks, rate_limits");
  await knex.raw("checkpoint");
};

const writtenSoFar = async (knex: Knex): Promise<number> => {
  const told = "select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes";
  const { rows } = await knex.raw<{ rows: [{ bytes: number }] }>(told);
  return rows[0].bytes;
};

/** Looks after an embedded database from time to time, until it is told to rest. */
export const keepUp = (knex: Knex): (() => void) => {
  let done: number | null = null;
  const look = async (): Promise<void> => {
    const written = await writtenSoFar(knex);
    if (done !== null && written - done < ENOUGH) return;
    done = written;
    await upkeep(knex);
  };
  // Whatever goes wrong goes wrong for requests, too, and is reported there; the next time is soon.
  const timer = setInterval(() => void look().catch(() => {}), EVERY).unref();
  return () => clearInterval(timer);
};
