import { isForgotten, isLost, translated } from "../sqlstate.js";
import { RESENDS } from "./job.js";
import type { Pool } from "./pool.js";
import type { Row, Run, Runner, Statement, Value } from "./statement.js";

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
    for (let resends = statement.reads ? RESENDS : 0; ; resends--)
      try {
        return await once(statement, values);
      } catch (error) {
        if (resends === 0 || !isLost(error)) throw translated(error);
      }
  };

  return { run, close: async () => pool.close() };
};
