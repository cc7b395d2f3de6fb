import { setTimeout as pause } from "node:timers/promises";
import { type Database, migrationStatus } from "@taskward/adapters-pg";
import { databaseFault } from "./database-fault.js";

/** Milliseconds between two tries. */
const BETWEEN = 500;

/** Errors that waiting does not mend: the password is wrong, there is no such database, this is somebody else's, the user has no rights. */
const isFinal = (error: unknown): boolean => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return name === "ForeignDatabase" || name === "MissingRights" || (typeof code === "string" && /^(28|3D)/.test(code));
};

/**
 * Waits until the database answers, for so many milliseconds at the most, and says which migrations it lacks. Rejects with
 * the reason why it cannot be used.
 */
export const missingMigrations = async (database: Database, patience: number): Promise<readonly string[]> => {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      const states = await migrationStatus(database);
      return states.filter(({ appliedAt }) => appliedAt === null).map(({ name }) => name);
    } catch (error) {
      if (isFinal(error) || performance.now() >= deadline) throw databaseFault(error);
      await pause(BETWEEN);
    }
  }
};
