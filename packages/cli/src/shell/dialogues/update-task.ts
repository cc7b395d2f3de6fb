import { ask, type Dialogue, type Offer, type Shell } from "../dialogue.js";
import { printable } from "../printable.js";
import { taskDetails, taskName } from "../render.js";
import { chooseTask } from "./choose-task.js";
import { readDescription, readTitle } from "./read-texts.js";

/** The text as it is, to be edited on the line; not when it has characters that a line cannot hold. */
const toEdit = (text: string): Offer[] => (text !== "" && printable(text) === text ? [{ text, answer: text }] : []);

/** Puts new texts in place of those that the task was shown with; refused when it has changed in between. */
export async function* updateTask(shell: Shell, ahead?: string): Dialogue {
  const task = yield* chooseTask(shell, "update", ahead);
  if (!task) return;
  yield { say: taskDetails(task, shell.screen) };
  const title = yield* ask({ ask: "New title (Enter keeps it):", offers: toEdit(task.title) }, (line) =>
    line === "" ? undefined : readTitle(line),
  );
  const description = yield* ask(
    { ask: "New description (Enter keeps it, - empties it):", offers: toEdit(task.description) },
    (line) => (line === "" ? undefined : line === "-" ? null : readDescription(line)),
  );
  if (title === undefined && description === undefined) {
    yield { say: "Nothing was changed." };
    return;
  }
  const updated = await shell.tasks.edit(task.id, { title, description }, { ifVersion: task.version });
  yield { say: `Updated task ${taskName(updated)}` };
}
