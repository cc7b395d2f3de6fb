import { type Ending, ending } from "@taskward/application/contracts/refused";

/** For each promise "done", or the code of the refusal it ends in. Rejects when one ends in anything else. */
export const outcomes = (promises: readonly Promise<unknown>[]): Promise<Ending[]> => Promise.all(promises.map(ending));
