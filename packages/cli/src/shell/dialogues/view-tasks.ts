import type { Task, TaskOrder } from "@taskward/domain";
import type { Dialogue, Shell } from "../dialogue.js";
import { taskDetails, taskTable } from "../render.js";
import { chooseTask } from "./choose-task.js";

const OLDEST_FIRST: TaskOrder = { key: "createdAt", descending: false };

const allTasks = async ({ tasks }: Shell): Promise<Task[]> => {
  const all: Task[] = [];
  let page = await tasks.list({ order: OLDEST_FIRST });
  for (; page.next !== null; page = await tasks.list({ order: OLDEST_FIRST, after: page.next }))
    all.push(...page.tasks);
  return [...all, ...page.tasks];
};

/** Shows all tasks, however many pages they fill; or, when a number was given ahead, that task with its whole texts. */
export async function* viewTasks(shell: Shell, ahead?: string): Dialogue {
  if (ahead !== undefined) {
    const task = yield* chooseTask(shell, "view", ahead);
    if (task) yield { say: taskDetails(task, shell.screen) };
    return;
  }
  const tasks = await allTasks(shell);
  yield { say: tasks.length === 0 ? "You have no tasks yet." : taskTable(tasks, shell.screen) };
}
