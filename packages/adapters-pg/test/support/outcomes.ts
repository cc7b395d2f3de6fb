import { DomainError } from "@taskward/domain";

const outcome = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
    return "done";
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

/** For each promise "done", or the code of the refusal it ends in. Rejects when one ends in anything else. */
export const outcomes = (promises: readonly Promise<unknown>[]): Promise<string[]> =>
  Promise.all(promises.map(outcome));
