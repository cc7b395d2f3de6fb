import { invalid } from "./error.js";
import { codePoints, isStorable } from "./text.js";

declare const brand: unique symbol;

/** Whose a task is: the `sub` of a token, or a local account's UUID, behind `local:` beside a provider. 1 to 255 code points, no control characters. */
export type UserId = string & { readonly [brand]: "UserId" };

/** A task's number, 1 to 2^53-1, never used twice in a store. */
export type TaskId = number & { readonly [brand]: "TaskId" };

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const USER_ID_LENGTH = 255;

/** Whether the value is one that a user can have for an id. */
export const isUserId = (value: unknown): value is UserId =>
  typeof value === "string" &&
  value !== "" &&
  isStorable(value) &&
  !CONTROL.test(value) &&
  codePoints(value) <= USER_ID_LENGTH;

/** The id that a text is. Throws `invalid` when no user can have it. */
export const userId = (value: string): UserId => {
  if (isUserId(value)) return value;
  throw invalid({
    path: "user",
    message: `must have 1 to ${USER_ID_LENGTH} characters, none of them control characters`,
  });
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text is a UUID in the form of RFC 9562, of any version. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** A plain positive integer up to 2^53-1 from its decimal text; null for anything else, `01`, `1e3` and `+1` included. */
export const parsePositiveInteger = (text: string): number | null => {
  if (!/^[1-9][0-9]{0,15}$/.test(text)) return null;
  const number = Number(text);
  return number <= Number.MAX_SAFE_INTEGER ? number : null;
};

/** A task id from its text; null when no task can have that id. */
export const parseTaskId = (text: string): TaskId | null => parsePositiveInteger(text) as TaskId | null;

/** Whether the value is one that a task can have for an id: a whole number from 1 to 2^53-1. */
export const isTaskId = (value: unknown): value is TaskId => Number.isSafeInteger(value) && (value as number) > 0;
