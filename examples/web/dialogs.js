// @ts-check
/** @import { Task } from "./tasks.js" */
import { byId, say } from "./element.js";

/**
 * Opens a dialog, and resolves to the value of the button that closes it, "" when it was closed otherwise.
 *
 * @param {string} id
 * @returns {Promise<string>}
 */
const answered = (id) => {
  const dialog = byId(id, HTMLDialogElement);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
};

/**
 * A change of a task's, as the user is told of it.
 *
 * @typedef {object} Told
 * @property {string} insist what the button says that makes it all the same
 * @property {string} state
 * @property {string} [title]
 * @property {string} [description]
 */

/**
 * @param {"mine" | "theirs"} whose
 * @param {Omit<Told, "insist">} version
 */
const showVersion = (whose, { state, title = "", description = "" }) => {
  say(byId(`${whose}-state`, HTMLElement), state);
  say(byId(`${whose}-name`, HTMLElement), title);
  say(byId(`${whose}-description`, HTMLElement), description);
};

/**
 * Shows what somebody else has made of a task, and lets the user choose.
 *
 * @param {Task} theirs
 * @param {Told} mine
 * @returns {Promise<"mine" | "theirs" | "back">}
 */
export const askWhose = async (theirs, mine) => {
  showVersion("theirs", { ...theirs, state: theirs.completed ? "Completed" : "Open" });
  showVersion("mine", mine);
  byId("conflict-mine", HTMLElement).textContent = mine.insist;
  byId("conflict-back", HTMLElement).hidden = mine.title === undefined;
  const answer = await answered("conflict");
  return answer === "mine" || answer === "theirs" ? answer : "back";
};

/** @param {Task} task */
export const askToDelete = async ({ title }) => {
  byId("deletion-text", HTMLElement).textContent = `“${title}” will be gone for good.`;
  return (await answered("deletion")) === "delete";
};
