import { type Fault, refuse } from "./error.js";
import { type Task, taskFaults } from "./task.js";
import { normalEmail, normalName, type User } from "./user.js";

const fault = (isFault: boolean, path: string, message: string): Fault[] => (isFault ? [{ path, message }] : []);

/** More changes than anybody makes to one task. */
const HIGHEST_VERSION = 2 ** 31 - 1;

const isVersion = (version: number): boolean => Number.isInteger(version) && version >= 1 && version <= HIGHEST_VERSION;

/**
 * A task that was kept before, as it was: nothing is trimmed, no time set. Throws `invalid`, naming every field at fault,
 * when `draft` and `edit` cannot have made it. They leave white space around a description alone.
 */
export const restoredTask = (task: Task): Task => {
  const { title, createdAt, updatedAt, version } = task;
  const faults = taskFaults(task);
  const isTitleAtFault = faults.some(({ path }) => path === "title");
  refuse([
    ...faults,
    ...fault(!isTitleAtFault && title.trim() !== title, "title", "must have no white space around it"),
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
