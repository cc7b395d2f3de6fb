import { DomainError, type ErrorCode } from "@taskward/domain";

/** The refusal in which a promise ends. Rejects when it ends well, or with anything that is not a refusal. */
export const refusalOf = async (outcome: Promise<unknown>): Promise<DomainError> => {
  let value: unknown;
  try {
    value = await outcome;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error(`expected a refusal, got ${JSON.stringify(value)}`);
};

/** The code of the refusal in which a promise ends. */
export const refused = async (outcome: Promise<unknown>): Promise<ErrorCode> => (await refusalOf(outcome)).code;

export type Ending = "done" | ErrorCode;

/** "done" for a promise that ends well, the refusal's code for one that does not. */
export const ending = (outcome: Promise<unknown>): Promise<Ending> =>
  outcome.then(
    () => "done" as const,
    (error: unknown) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );

/** How many of these promises, all under way together, end in each way. */
export const tally = async (outcomes: readonly Promise<unknown>[]): Promise<Partial<Record<Ending, number>>> => {
  const counts: Partial<Record<Ending, number>> = {};
  for (const end of await Promise.all(outcomes.map(ending))) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
};

/** `n` outcomes of one action, all started at once. */
export const together = <T>(n: number, action: (i: number) => Promise<T>): Promise<T>[] =>
  Array.from({ length: n }, (_, i) => action(i));
