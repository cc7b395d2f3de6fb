import { type Fault, invalid } from "./error.js";
import { DESCRIPTION_LENGTH, type Task, TITLE_LENGTH } from "./task.js";
import { codePoints, isStorable } from "./text.js";
import { normalEmail, normalName, type User } from "./user.js";

const fault = (isFault: boolean, path: string, message: string): Fault[] => (isFault ? [{ path, message }] : []);

const textFaults = (path: string, text: string, min: number, max: number): Fault[] =>
  isStorable(text)
    ? fault(codePoints(text) < min || codePoints(text) > max, path, `must have ${min} to ${max} characters`)
    : fault(true, path, "must not contain U+0000 or half a surrogate pair");

/** More changes than anybody makes to one task. */
const HIGHEST_VERSION = 2 ** 31 - 1;

const isVersion = (version: number): boolean => Number.isInteger(version) && version >= 1 && version <= HIGHEST_VERSION;

const refuse = (faults: readonly Fault[]): void => {
  if (faults.length > 0) throw invalid(...faults);
};

/**
 * A task that was kept before, as it was: nothing is trimmed, no time set. Throws `invalid`, naming every field at fault,
 * when no store can have held it.
 */
export const restoredTask = (task: Task): Task => {
  const { title, description, createdAt, updatedAt, version } = task;
  refuse([
    ...textFaults("title", title, 1, TITLE_LENGTH),
    ...textFaults("description", description, 0, DESCRIPTION_LENGTH),
    ...fault(updatedAt < createdAt, "updated_at", "must not be earlier than created_at"),
    ...fault(!isVersion(version), "version", `must be a whole number from 1 to ${HIGHEST_VERSION}`),
  ]);
  return task;
};

/** A user who was kept before, as they were. Throws `invalid`, naming every field at fault, when no store can have held them. */
export const restoredUser = (user: User): User => {
  const { email, name } = user;
  refuse([
    ...fault(email !== null && normalEmail(email) !== email, "email", "must be an e-mail address in lower case"),
    ...fault(name !== null && normalName(name) !== name, "name", "must be a name without white space around it"),
  ]);
  return user;
};
