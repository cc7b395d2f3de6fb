import { type Fault, refuse } from "./error.js";
import { type Task, taskFaults } from "./task.js";
import { normalEmail, normalName, type User } from "./user.js";

const fault = (isFault: boolean, path: string, message: string): Fault[] => (isFault ? [{ path, message }] : []);

/**
 * Half of all ids: whoever makes a task gets one above every id that was imported, so one near the end would leave none for
 * anybody, for good. Counting from 1, a thousand tasks a second take 140 000 years to get there.
 */
const HIGHEST_ID = 2 ** 52;

/** Half of what a version may come to: at the end a task could not be changed any more. A change a second takes 34 years. */
const HIGHEST_VERSION = 2 ** 30;

const isUpTo = (highest: number, number: number): boolean =>
  Number.isInteger(number) && number >= 1 && number <= highest;

/**
 * A task that was kept before, as it was: nothing is trimmed, no time set. Throws `invalid`, naming every field at fault,
 * when `draft` and `edit` cannot have made it, or where its id or version leave too little room for what is to come.
 * They leave white space around a description alone.
 */
export const restoredTask = (task: Task): Task => {
  const { id, title, completedAt, createdAt, updatedAt, version } = task;
  const faults = taskFaults(task);
  const isTitleAtFault = faults.some(({ path }) => path === "title");
  refuse([
    ...fault(!isUpTo(HIGHEST_ID, id), "id", `must be a whole number from 1 to ${HIGHEST_ID}`),
    ...faults,
    ...fault(!isTitleAtFault && title.trim() !== title, "title", "must have no white space around it"),
    ...fault(updatedAt < createdAt, "updated_at", "must not be earlier than created_at"),
    ...fault(
      completedAt !== null && (completedAt < createdAt || completedAt > updatedAt),
      "completed_at",
      "must not be earlier than created_at, nor later than updated_at",
    ),
    ...fault(!isUpTo(HIGHEST_VERSION, version), "version", `must be a whole number from 1 to ${HIGHEST_VERSION}`),
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
