import type { PoolUse } from "@taskward/application";
import type { Client, ClientConfig } from "pg";
import type { Database } from "../database.js";
import { isLost, unavailable } from "../sqlstate.js";
import type { Statement, Value } from "./statement.js";
import { ask, cancel, drop, type Question } from "./wire.js";

/**
 * Sends statements on the connection that was lent, under their names if `prepared`, and has the rows of each. Several are one
 * transaction: all are done, or none. Rejects with the driver's own error.
 */
export type Ask = (questions: readonly Question[], prepared: boolean) => Promise<readonly (readonly unknown[])[]>;

/** Sends one statement, without a name. */
export const askOne = async <R>(ask: Ask, statement: Statement<R>, values: readonly Value[]): Promise<readonly R[]> => {
  const [rows = []] = await ask([{ statement, values, anew: false }], false);
  return rows as readonly R[];
};

/** A client as Knex's pool keeps it: one that bears the mark is not lent again. */
type Pooled = Client & { __knex__disposed?: unknown };

/** What Knex's types do not tell of its pool. */
interface Lender {
  acquireConnection(): Promise<Pooled>;
  releaseConnection(connection: Pooled): Promise<void>;
  readonly pool?: {
    readonly max: number;
    numUsed(): number;
    numFree(): number;
    numPendingAcquires(): number;
  };
}

export interface PoolLimits {
  /** How many may wait for a connection; one more is rejected at once. How long they may wait, Knex's pool says. */
  readonly queue: number;
  /** How long the answer to one statement may take, in milliseconds; null where nothing is lost by waiting (embedded). */
  readonly answer: number | null;
}

const POOL_LIMITS: PoolLimits = { queue: 4_096, answer: 5_000 };

/** Lends connections of Knex's pool, each to one borrower at a time. One that was lost or got stuck is not lent again. */
export class Pool {
  readonly #lender: Lender;
  readonly #clientConfig: (() => ClientConfig) | null;
  readonly #limits: PoolLimits;
  #closed = false;

  constructor({ knex, clientConfig }: Pick<Database, "knex" | "clientConfig">, limits: Partial<PoolLimits> = {}) {
    this.#lender = knex.client as Lender;
    this.#clientConfig = clientConfig;
    this.#limits = { ...POOL_LIMITS, ...(clientConfig === null && { answer: null }), ...limits };
  }

  /** Rejects with `unavailable` when no connection is to be had, otherwise as `work` does. `answer` as in the limits. */
  async lend<T>(work: (ask: Ask) => Promise<T>, answer: number | null = this.#limits.answer): Promise<T> {
    const connection = await this.#borrow();
    const limit = this.#limits.answer === null ? null : answer;
    try {
      return await work((questions, prepared) => this.#ask(connection, questions, prepared, limit));
    } finally {
      await this.#lender.releaseConnection(connection);
    }
  }

  /** How many wait for a connection, of whomever. */
  get waiting(): number {
    return this.#lender.pool?.numPendingAcquires() ?? 0;
  }

  /** How much of Knex's pool is used, by whomever. */
  get use(): PoolUse {
    const { pool } = this.#lender;
    const busy = pool?.numUsed() ?? 0;
    const open = busy + (pool?.numFree() ?? 0);
    return { pool: "lent", open, limit: pool?.max ?? 0, busy, waiting: this.waiting };
  }

  /** Lends nothing from now on. The connections are Knex's to close. */
  close(): void {
    this.#closed = true;
  }

  async #borrow(): Promise<Pooled> {
    if (this.#closed || this.waiting >= this.#limits.queue) throw unavailable();
    try {
      return await this.#lender.acquireConnection();
    } catch (error) {
      throw unavailable(error);
    }
  }

  #ask(
    connection: Pooled,
    questions: readonly Question[],
    prepared: boolean,
    limit: number | null,
  ): Promise<readonly (readonly unknown[])[]> {
    return new Promise((resolve, reject) => {
      const timer = limit === null ? undefined : setTimeout(() => giveUp(), limit);
      const fail = (error: unknown): void => {
        clearTimeout(timer);
        // The client notices its end only later, when Knex may have lent it again.
        if (isLost(error)) connection.__knex__disposed ??= "lost";
        reject(error);
      };
      const giveUp = (): void => {
        connection.__knex__disposed = "stuck";
        reject(unavailable(new Error("The database did not answer in time")));
        if (this.#clientConfig) cancel(connection, this.#clientConfig());
        drop(connection);
      };
      const answers: (readonly unknown[])[] = [];
      const answered = (_: Question, error: unknown, rows: readonly unknown[]): void => {
        if (error !== null) fail(error);
        else if (answers.push(rows) === questions.length) {
          clearTimeout(timer);
          resolve(answers);
        }
      };
      ask(connection, questions, prepared, { answered, undone: (_, error) => fail(error) });
    });
  }
}
