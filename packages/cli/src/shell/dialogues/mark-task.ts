import { isCompleted } from "@taskward/domain";
import type { Dialogue, Shell } from "../dialogue.js";
import { taskName } from "../render.js";
import { chooseTask } from "./choose-task.js";

/** Marks an incomplete task complete, and a complete one incomplete. */
export async function* markTask(shell: Shell, ahead?: string): Dialogue {
  const chosen = yield* chooseTask(shell, "mark", ahead);
  if (!chosen) return;
  const task = await shell.tasks.toggle(chosen.id);
  yield { say: `Marked ${isCompleted(task) ? "complete" : "incomplete"}: task ${taskName(task)}` };
}
