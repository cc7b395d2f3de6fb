import type { Redact } from "./redaction.js";

/** Nothing longer is looked at. */
const LONGEST = 10_000;
const MESSAGE = 500;
const STACK = 2_500;
const DEPTH = 3;

/** An error as it stands in the log. What else an error of a driver may hold (a row, a value) is left out. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ErrorFields;
}

const textOf = (thrown: unknown): string => {
  try {
    return String(thrown);
  } catch {
    return "something that cannot be written";
  }
};

/** An error that stands for several, such as one for each address of a host, may say nothing itself. */
const messageOf = (error: Error): string => {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return error.message === "" && first instanceof Error ? first.message : error.message;
};

const codeOf = (error: Error): string | undefined =>
  "code" in error && typeof error.code === "string" ? error.code : undefined;

/** Redacted before it is cut: half a secret would not be recognised. */
const shown = (text: unknown, length: number, redact: Redact): string =>
  redact(textOf(text).slice(0, LONGEST)).slice(0, length);

/** Says of anything thrown what a log may know. `stacks`: whether to say where it came from. */
export const errorFields = (thrown: unknown, redact: Redact, stacks: boolean, depth = DEPTH): ErrorFields => {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: shown(thrown, MESSAGE, redact) };
  const code = codeOf(thrown);
  return {
    type: textOf(thrown.name),
    message: shown(messageOf(thrown), MESSAGE, redact),
    ...(code !== undefined && { code }),
    ...(stacks && { stack: shown(thrown.stack, STACK, redact) }),
    ...(thrown.cause !== undefined && depth > 1 && { cause: errorFields(thrown.cause, redact, false, depth - 1) }),
  };
};
