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

/** The first of them, and how many more there are: who made up thousands of keys is not sent them all back. */
const shown = (faults: readonly Fault[]): readonly Fault[] => {
  const left = faults.length - SHOWN_FAULTS;
  if (left <= 0) return faults;
  return [...faults.slice(0, SHOWN_FAULTS), { path: "", message: `has ${left} more at fault` }];
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
  // Keys that nobody knows come last, so that they push nothing out.
  const faults = [...others(input), ...parsed.error.issues.flatMap(faultsOfIssue)];
  throw invalid(...shown(faults));
};
