// @ts-check
/** @import { Choice, Task, Tasks } from "./tasks.js" */
import { openAddForm } from "./add-form.js";
import { byId, say } from "./element.js";
import { explain, isAborted, isSignedOut } from "./explain.js";
import { announce, closeNotice, notice } from "./notice.js";
import { taskRow } from "./task-row.js";
import { openTools } from "./tools.js";

/**
 * What a list without tasks says.
 *
 * @param {Choice} choice
 */
const nothingIn = ({ completed, q }) => {
  if (q !== "") return ["Nothing found", `No task here has “${q}” in its title or notes.`];
  if (completed === true) return ["Nothing completed yet", "What you tick off is kept here."];
  if (completed === false) return ["All done", "Nothing is open."];
  return ["Nothing to do yet", "Write your first task above."];
};

/**
 * The view of the user's tasks.
 *
 * @param {Tasks} tasks
 * @param {() => void} signedOut
 */
export const openBoard = (tasks, signedOut) => {
  const list = byId("list", HTMLUListElement);
  const more = byId("more", HTMLButtonElement);
  const waiting = byId("waiting", HTMLElement);
  /** @type {Choice} */
  let choice = { completed: null, q: "" };
  /** @type {string | null} */
  let cursor = null;
  let total = 0;
  /** @type {(() => Promise<void>) | null} */
  let unfinished = null;
  let loading = new AbortController();

  const show = () => {
    const [title = "", hint = ""] = total === 0 ? nothingIn(choice) : [];
    byId("nothing", HTMLElement).hidden = total > 0;
    byId("nothing-title", HTMLElement).textContent = title;
    byId("nothing-hint", HTMLElement).textContent = hint;
    more.hidden = cursor === null;
    const here = list.childElementCount;
    const all = `${total} ${total === 1 ? "task" : "tasks"}`;
    say(byId("count", HTMLElement), total === 0 ? "" : here < total ? `${here} of ${all}` : all);
  };

  /** @param {unknown} error */
  const failed = (error) => (isSignedOut(error) ? signedOut() : notice(explain(error)));

  /** @param {HTMLElement} row */
  const remove = (row) => {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    total -= 1;
    show();
    const near = next?.querySelector(".delete") ?? byId("board-title", HTMLElement);
    if (near instanceof HTMLElement) near.focus();
  };

  /** @type {(task: Task) => HTMLElement} */
  const rowOf = (task) =>
    taskRow(task, {
      tasks,
      failed,
      removed: (row) => {
        remove(row);
        announce("Deleted");
      },
      vanished: (row, typed) => {
        remove(row);
        notice("This task was deleted in another window.");
        if (typed) form.offer(typed);
      },
    });

  /** @param {boolean} fresh whether to begin anew; else the next page is added */
  const load = async (fresh) => {
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    unfinished = null;
    say(byId("failure-why", HTMLElement), "");
    byId("failure", HTMLElement).hidden = true;
    more.hidden = true;
    waiting.hidden = false;
    list.ariaBusy = "true";
    try {
      const page = await tasks.list(choice, fresh ? null : cursor, signal);
      ({ cursor, total } = page);
      if (fresh) list.replaceChildren();
      const rows = page.tasks.map(rowOf);
      list.append(...rows);
      show();
      if (!fresh) rows[0]?.querySelector("input")?.focus();
      announce(byId("count", HTMLElement).textContent || byId("nothing-title", HTMLElement).textContent);
    } catch (error) {
      if (isAborted(error)) return;
      unfinished = () => load(fresh);
      say(byId("failure-why", HTMLElement), explain(error));
      byId("failure", HTMLElement).hidden = false;
      if (isSignedOut(error)) signedOut();
    }
    waiting.hidden = true;
    list.ariaBusy = "false";
  };

  const form = openAddForm(tasks, {
    failed,
    added: (task) => {
      list.prepend(rowOf(task));
      total += 1;
      show();
    },
  });
  openTools((chosen) => {
    choice = chosen;
    closeNotice();
    return load(true);
  });
  more.addEventListener("click", () => load(false));
  const goOn = async () => unfinished?.();
  byId("try-again", HTMLButtonElement).addEventListener("click", goOn);

  return { load: () => load(true), goOn };
};
