// @ts-check
/**
 * @import { Told } from "./dialogs.js"
 * @import { Task, Tasks } from "./tasks.js"
 */
import { askWhose } from "./dialogs.js";
import { isRefusal } from "./refusal.js";

/**
 * @template T
 * @typedef {object} Change
 * @property {(seen: Task) => Promise<T>} make
 * @property {(now: Task) => boolean} isMade whether the task is so already
 * @property {Told} told
 */

/**
 * Makes a change of a task as the user has seen it. When somebody else was faster, shows what they have made of it and
 * lets the user choose: `mine`, which is then made on top of that; `theirs`; or `back`, to think again.
 *
 * @template T
 * @param {Tasks} tasks
 * @param {Task} seen
 * @param {Change<T>} change
 * @returns {Promise<{ whose: "mine", made: T } | { whose: "theirs" | "back", now: Task }>}
 */
export const changeSeen = async (tasks, seen, change) => {
  try {
    return { whose: "mine", made: await change.make(seen) };
  } catch (error) {
    if (!isRefusal(error, "PRECONDITION_FAILED")) throw error;
  }
  const now = await tasks.get(seen.id);
  if (change.isMade(now)) return { whose: "theirs", now };
  const whose = await askWhose(now, change.told);
  return whose === "mine" ? changeSeen(tasks, now, change) : { whose, now };
};
