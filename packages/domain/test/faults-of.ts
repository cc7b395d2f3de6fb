import { DomainError } from "../src/index.js";

/** The fields at fault when an action refuses with `invalid`; null when it refuses nothing. */
export const faultsOf = (action: () => unknown): string[] | null => {
  try {
    action();
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") return error.faults.map(({ path }) => path);
    throw error;
  }
};
