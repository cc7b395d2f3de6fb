import { cut } from "../columns.js";
import { ask, type Dialogue, quoted, refusal, type Shell } from "../dialogue.js";
import { taskName } from "../render.js";
import { chooseTask } from "./choose-task.js";

const readYesOrNo = (line: string): boolean => {
  const answer = line.trim().toLowerCase();
  if (["y", "yes"].includes(answer)) return true;
  if (["", "n", "no"].includes(answer)) return false;
  throw refusal(`${quoted(line)} is neither y nor n`);
};

/** Deletes the task as it was shown; refused when it has changed in between. */
export async function* deleteTask(shell: Shell, ahead?: string): Dialogue {
  const task = yield* chooseTask(shell, "delete", ahead);
  if (!task) return;
  const isSure = yield* ask({ ask: `Delete task ${cut(taskName(task), 50)}? (y/N)` }, readYesOrNo);
  if (isSure) await shell.tasks.delete(task.id, { ifVersion: task.version });
  yield { say: isSure ? `Deleted task ${taskName(task)}` : "Nothing was deleted." };
}
