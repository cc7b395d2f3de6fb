import { isLost, sqlState, translated } from "../sqlstate.js";
import type { Pool } from "./pool.js";
import type { Run, Runner, Statement, Value } from "./statement.js";

/** Whether the server said that it did not do it; of what was not answered, or not in time, nobody knows. */
const isUndone = (error: unknown): boolean => sqlState(error) !== null && !isLost(error);

/** How many at the most: for so long the others have to wait. */
const MOST = 64;

interface Write {
  readonly statement: Statement;
  readonly values: readonly Value[];
  resolve(rows: readonly unknown[]): void;
  reject(error: unknown): void;
}

/**
 * Runs the writes that wait for a connection when there is one in one transaction: what takes the time is a commit, which
 * waits for the disk. When the server undoes it, each is run by itself, by `alone`, as is what may not share a transaction.
 */
export const committingTogether = (pool: Pool, prepared: boolean, alone: Run): Pick<Runner, "run" | "waiting"> => {
  const waiting: Write[] = [];

  const failed = (writes: readonly Write[], error: unknown): void => {
    const undone = isUndone(error);
    for (const { statement, values, resolve, reject } of writes)
      if (undone) alone(statement, values).then(resolve, reject);
      else reject(translated(error));
  };

  const commit = async (): Promise<void> => {
    let writes: readonly Write[] = [];
    try {
      const answers = await pool.lend((ask) => {
        writes = waiting.splice(0, MOST);
        if (waiting.length > 0) void commit();
        return ask(
          writes.map(({ statement, values }) => ({ statement, values, anew: false })),
          prepared,
        );
      });
      for (const [i, { resolve }] of writes.entries()) resolve(answers[i] ?? []);
    } catch (error) {
      // None yet: there was no connection to be had. Nobody else asks for one on behalf of those who came later.
      failed(writes.length > 0 ? writes : waiting.splice(0), error);
    }
  };

  const run = <R>(statement: Statement<R>, values: readonly Value[]) => {
    if (!statement.together) return alone(statement, values);
    return new Promise<readonly R[]>((resolve, reject) => {
      // The rows are what the statement says they are.
      waiting.push({ statement, values, resolve: resolve as Write["resolve"], reject });
      if (waiting.length === 1) void commit();
    });
  };

  return {
    run,
    get waiting() {
      return waiting.length;
    },
  };
};
