import { setTimeout as pause } from "node:timers/promises";
import { type Database, migrationStatus } from "@taskward/adapters-pg";

/** How long somebody who starts is ready to wait for a database that starts, too. Milliseconds. */
const PATIENCE = 30_000;
const BETWEEN = 500;

/** Without what may stand in a URL: users see this text, and so do logs. */
const reason = (error: unknown): string => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === "string" ? `${code}: ${String(message)}` : String(message);
};

/** Errors that waiting does not mend: the password is wrong, there is no such database, this is somebody else's. */
const isFinal = (error: unknown): boolean => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return name === "ForeignDatabase" || (typeof code === "string" && /^(28|3D)/.test(code));
};

/**
 * Waits until the database answers, for half a minute at the most, and says which migrations it lacks. Rejects with the
 * reason why it cannot be used.
 */
export const missingMigrations = async (database: Database): Promise<readonly string[]> => {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      const states = await migrationStatus(database);
      return states.filter(({ appliedAt }) => appliedAt === null).map(({ name }) => name);
    } catch (error) {
      if (isFinal(error)) throw error;
      if (performance.now() > deadline)
        throw new Error(`The database cannot be reached (${reason(error)})`, { cause: error });
      await pause(BETWEEN);
    }
  }
};
