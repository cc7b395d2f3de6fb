import { gaveWay, isForgotten, isLost, translated } from "../sqlstate.js";
import { committingTogether } from "./group-commit.js";
import { RESENDS, RETRIES } from "./job.js";
import type { Pool } from "./pool.js";
import type { Run, Runner, Statement, Value } from "./statement.js";

/** How the statements are run. */
export interface PooledOptions {
  /** Whether they are prepared under their names. Default true. */
  readonly prepared?: boolean;
  /** Whether writes that wait for the connection at the same time are committed together, for a pool of one. Default false. */
  readonly together?: boolean;
}

/** Whether there is a try left after this error; it is used up then. */
const allows = (left: { resends: number; retries: number }, error: unknown): boolean =>
  isLost(error) ? left.resends-- > 0 : gaveWay(error) && left.retries-- > 0;

/**
 * Runs each statement on a connection of its own from Knex's pool: for the embedded engine, which has but one, and where
 * statements cannot share one, for they are not prepared.
 */
export const pooledRunner = (pool: Pool, { prepared = true, together = false }: PooledOptions = {}): Runner => {
  const once = <R>(statement: Statement<R>, values: readonly Value[]) =>
    pool.lend(async (ask) => {
      const askFor = async (anew: boolean): Promise<readonly R[]> => {
        const [rows = []] = await ask([{ statement, values, anew }], prepared);
        return rows as readonly R[];
      };
      try {
        return await askFor(false);
      } catch (error) {
        if (!isForgotten(error)) throw error;
        return await askFor(true);
      }
    });

  const alone: Run = async (statement, values) => {
    const left = { resends: statement.reads ? RESENDS : 0, retries: RETRIES };
    for (;;)
      try {
        return await once(statement, values);
      } catch (error) {
        if (!allows(left, error)) throw translated(error);
      }
  };

  const group = together ? committingTogether(pool, prepared, alone) : null;
  return {
    run: group?.run ?? alone,
    get waiting() {
      return pool.waiting + (group?.waiting ?? 0);
    },
    close: async () => pool.close(),
  };
};
