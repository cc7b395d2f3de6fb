import { DomainError } from "@taskward/domain";
import { written } from "./compiled.js";
import { MIGRATION_NAMES } from "./migrations/migration-source.js";
import type { Run } from "./run/statement.js";
import { unavailable } from "./sqlstate.js";

/** Milliseconds to wait for the database: less than the second within which who asked has to have the answer. */
const PATIENCE = 900;

const APPLIED = written<readonly [name: string]>("applied", "select name from knex_migrations", { reads: true });

const check = async (run: Run): Promise<void> => {
  const applied = new Set((await run(APPLIED, [])).map(([name]) => name));
  const missing = MIGRATION_NAMES.filter((name) => !applied.has(name));
  if (missing.length > 0) throw unavailable(new Error(`These migrations are missing: ${missing.join(", ")}`));
};

/**
 * Says whether the database answers and has every migration this version knows; rejects with `unavailable` otherwise,
 * within a second. However many ask, and however often, a database that is stuck has one question of theirs to answer.
 */
export const readiness = (run: Run): (() => Promise<void>) => {
  let asked: Promise<void> | null = null;

  const ask = (): Promise<void> => {
    asked ??= check(run).finally(() => {
      asked = null;
    });
    return asked;
  };

  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unavailable(new Error("No answer in time"))), PATIENCE);
    });
    try {
      await Promise.race([ask(), late]);
    } catch (error) {
      throw error instanceof DomainError ? error : unavailable(error);
    } finally {
      clearTimeout(timer);
    }
  };
};
