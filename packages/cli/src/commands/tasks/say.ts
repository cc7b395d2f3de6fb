import type { Task } from "@taskward/domain";
import { printJson } from "../../output/json.js";
import { print } from "../../output/print.js";
import { printable } from "../../shell/printable.js";
import { taskJson } from "../../wire.js";

/** Says what became of a task: as JSON the task itself, else a sentence. */
export const sayOf = async (task: Task, done: string, json: boolean): Promise<void> => {
  if (json) return printJson(taskJson(task));
  await print(`${done} task ${task.id}: ${printable(task.title)}\n`);
};
