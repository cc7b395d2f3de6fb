import { type Fault, invalid } from "@taskward/domain";
import type { z } from "zod";

const SHOWN_FAULTS = 50;
const SHOWN_KEY = 64;

/** A key that a client made up, short enough to be sent back. */
export const shownKey = (key: string): string => key.slice(0, SHOWN_KEY).toWellFormed();

const faultsOfIssue = (issue: z.core.$ZodIssue): Fault[] => {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: shownKey(key), message: "is not known here" }));
  return [{ path: issue.path.join("."), message: issue.message }];
};

/**
 * The input in the schema's form. Throws `invalid` naming every field at fault: those that the schema finds, and those
 * that `others` (asked only then) finds in the rest of the input.
 */
export const validate = <S extends z.ZodType>(
  schema: S,
  input: unknown,
  others: (input: unknown) => readonly Fault[] = () => [],
): z.output<S> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = [...parsed.error.issues.flatMap(faultsOfIssue), ...others(input)];
  throw invalid(...faults.slice(0, SHOWN_FAULTS));
};
