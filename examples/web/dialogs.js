// @ts-check
/** @import { Task } from "./tasks.js" */
import { byId, say } from "./element.js";

/** @type {Map<HTMLDialogElement, (answer: string) => void>} */
const asked = new Map();

/** @param {HTMLDialogElement} dialog */
const settle = (dialog) => {
  asked.get(dialog)?.(dialog.returnValue);
  asked.delete(dialog);
};

/**
 * Opens a dialog, and resolves to the value of the button that closes it, "" when it was closed otherwise.
 *
 * @param {string} id
 * @returns {Promise<string>}
 */
const answered = (id) => {
  const dialog = byId(id, HTMLDialogElement);
  // The event of its closing may come when it is open again, for somebody who is fast: it is no answer to the new question.
  settle(dialog);
  dialog.onclose = () => {
    if (!dialog.open) settle(dialog);
  };
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    asked.set(dialog, resolve);
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
