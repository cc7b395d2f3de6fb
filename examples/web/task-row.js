// @ts-check
/**
 * @import { Change } from "./change-seen.js"
 * @import { Task, Tasks, Texts } from "./tasks.js"
 */
import { changeSeen } from "./change-seen.js";
import { askToDelete } from "./dialogs.js";
import { copyOf, say, within } from "./element.js";
import { announce } from "./notice.js";
import { isRefusal } from "./refusal.js";
import { openEditor } from "./task-editor.js";

/**
 * What a row needs of the list that it is in.
 *
 * @typedef {object} Surroundings
 * @property {Tasks} tasks
 * @property {(error: unknown) => void} failed
 * @property {(row: HTMLElement) => void} removed the user has deleted the task
 * @property {(row: HTMLElement, typed: Texts | null) => void} vanished it was gone already
 */

/**
 * A task in the list: seen, completed, edited in place, deleted.
 *
 * @param {Task} task
 * @param {Surroundings} surroundings
 */
export const taskRow = (task, { tasks, failed, removed, vanished }) => {
  const row = copyOf("task-row", HTMLLIElement);
  const shown = within(row, ".shown", HTMLElement);
  const check = within(row, "input", HTMLInputElement);
  const editButton = within(row, ".edit", HTMLButtonElement);
  const deleteButton = within(row, ".delete", HTMLButtonElement);
  let current = task;
  // One change after the other: the next one has to name the version that the last one made.
  let last = Promise.resolve();

  const show = () => {
    check.checked = current.completed;
    row.classList.toggle("completed", current.completed);
    within(row, ".title", HTMLElement).textContent = current.title;
    say(within(row, ".description", HTMLElement), current.description);
    editButton.setAttribute("aria-label", `Edit ${current.title}`);
    deleteButton.setAttribute("aria-label", `Delete ${current.title}`);
  };

  /**
   * @template T
   * @param {Change<T>} change
   */
  const changed = async (change) => {
    const outcome = await changeSeen(tasks, current, change);
    if (outcome.whose !== "mine") current = outcome.now;
    return outcome;
  };

  /**
   * Does what has been shown as done already, and shows the task as it is when that fails.
   *
   * @param {() => Promise<void>} work
   */
  const optimistically = (work) => {
    last = last.then(work).catch((error) => {
      if (isRefusal(error, "NOT_FOUND")) return vanished(row, null);
      row.hidden = false;
      show();
      failed(error);
    });
  };

  check.addEventListener("change", () => {
    const completed = check.checked;
    row.classList.toggle("completed", completed);
    optimistically(async () => {
      const outcome = await changed({
        make: (seen) => tasks.complete(seen, completed),
        isMade: (now) => now.completed === completed,
        told: completed
          ? { state: "Completed", insist: "Complete it anyway" }
          : { state: "Open", insist: "Reopen it anyway" },
      });
      if (outcome.whose === "mine") current = outcome.made;
      show();
      announce(`${current.title}: ${current.completed ? "completed" : "open"}`);
    });
  });

  deleteButton.addEventListener("click", async () => {
    if (!(await askToDelete(current))) return;
    row.hidden = true;
    optimistically(async () => {
      const { whose } = await changed({
        make: (seen) => tasks.remove(seen),
        isMade: () => false,
        told: { state: "Deleted", insist: "Delete it anyway" },
      });
      if (whose === "mine") return removed(row);
      row.hidden = false;
      show();
    });
  });

  editButton.addEventListener("click", () => {
    shown.hidden = true;
    const close = () => {
      editor.remove();
      shown.hidden = false;
      show();
      editButton.focus();
    };
    const editor = openEditor(current, {
      cancel: close,
      save: async (texts) => {
        const outcome = await changed({
          make: (seen) => tasks.edit(seen, texts),
          isMade: ({ title, description }) => title === texts.title && description === texts.description,
          told: { ...texts, state: current.completed ? "Completed" : "Open", insist: "Save mine" },
        });
        if (outcome.whose === "back") return;
        if (outcome.whose === "mine") current = outcome.made;
        close();
        announce(outcome.whose === "mine" ? `${current.title}: saved` : `${current.title}: left as it is`);
      },
      vanished: (texts) => vanished(row, texts),
      failed,
    });
    row.append(editor);
    within(editor, "input", HTMLInputElement).focus();
  });

  show();
  return row;
};
