import { setTimeout as pause } from "node:timers/promises";
import { DomainError } from "@taskward/domain";
import { isConflicting, translated } from "../sqlstate.js";
import { type Ask, askOne, type Pool } from "./pool.js";
import type { Run, Statement } from "./statement.js";

const TRIES = 3;
/** At most so many milliseconds pass, by chance, before the second try; twice as many before the third. */
const PAUSE = 50;
/** Milliseconds one statement may take, and those of it that it may wait for a lock. */
const ANSWER = 5_000;
const LOCK = 2_000;
/** How much longer we wait than PostgreSQL does: a statement that it ends leaves the connection good. */
const GRACE = 500;

const command = (sql: string): Statement => ({ name: sql, sql, reads: false });
// What a database has by default may be stricter: its snapshot would be older than the locks that are waited for.
const BEGIN = command("begin isolation level read committed");
const COMMIT = command("commit");
const ROLLBACK = command("rollback");
// For this transaction alone: behind PgBouncer a session's settings would go to others.
const LIMITS = command("select set_config('statement_timeout', $1, true), set_config('lock_timeout', $2, true)");

/**
 * Runs `work` in one transaction (read committed): all of it is saved, or nothing. What PostgreSQL gave up for another
 * transaction's sake is tried again from the start, three times in all. `answer` is how many milliseconds one statement may take.
 */
export type InTransaction = <T>(work: (run: Run) => Promise<T>, answer?: number) => Promise<T>;

const attempt = async <T>(ask: Ask, work: (run: Run) => Promise<T>, answer: number): Promise<T> => {
  // Nothing is prepared under a name: a name forgotten by the server would cost the whole transaction.
  const run: Run = (statement, values) =>
    askOne(ask, statement, values).catch((error: unknown) => {
      throw translated(error);
    });
  await run(BEGIN, []);
  let result: T;
  try {
    await run(LIMITS, [answer, LOCK]);
    result = await work(run);
  } catch (error) {
    // On a connection that was lost there is nothing to roll back.
    await run(ROLLBACK, []).catch(() => {});
    throw error;
  }
  await run(COMMIT, []);
  return result;
};

const gaveWay = (error: unknown): boolean => error instanceof DomainError && isConflicting(error.cause);

/** Transactions on connections of Knex's pool. They reject with what `work` rejects with. */
export const transactions =
  (pool: Pool): InTransaction =>
  async (work, answer = ANSWER) => {
    for (let tried = 1; ; tried++) {
      try {
        return await pool.lend((ask) => attempt(ask, work, answer), answer + GRACE);
      } catch (error) {
        if (tried === TRIES || !gaveWay(error)) throw error;
        await pause(Math.random() * PAUSE * tried);
      }
    }
  };
