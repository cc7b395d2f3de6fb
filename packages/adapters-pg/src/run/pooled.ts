import { gaveWay, isForgotten, isLost, translated } from "../sqlstate.js";
import { RESENDS, RETRIES } from "./job.js";
import type { Pool } from "./pool.js";
import type { Row, Run, Runner, Statement, Value } from "./statement.js";

/** Whether there is a try left after this error; it is used up then. */
const allows = (left: { resends: number; retries: number }, error: unknown): boolean =>
  isLost(error) ? left.resends-- > 0 : gaveWay(error) && left.retries-- > 0;

/** Runs each statement on a connection of its own from Knex's pool: for the embedded engine, which has but one. */
export const pooledRunner = (pool: Pool, { prepared = true }: { prepared?: boolean } = {}): Runner => {
  const once = <R extends Row>(statement: Statement<R>, values: readonly Value[]) =>
    pool.lend(async (ask) => {
      try {
        return await ask(statement, values, { prepared, anew: false });
      } catch (error) {
        if (!isForgotten(error)) throw error;
        return await ask(statement, values, { prepared, anew: true });
      }
    });

  const run: Run = async (statement, values) => {
    const left = { resends: statement.reads ? RESENDS : 0, retries: RETRIES };
    for (;;)
      try {
        return await once(statement, values);
      } catch (error) {
        if (!allows(left, error)) throw translated(error);
      }
  };

  return { run, close: async () => pool.close() };
};
