import type { TaskId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { taskArgument } from "../../arguments.js";
import { confirm } from "../../confirm.js";
import { printable } from "../../shell/printable.js";
import { type OfUser, ofUser } from "./options.js";
import { sayOf } from "./say.js";

interface Options extends OfUser {
  readonly yes?: boolean;
}

export const deleteTaskCommand = (): Command =>
  new Command("delete")
    .description("delete a task for good")
    .argument("<id>", "the task's number", taskArgument)
    .addOption(ofUser())
    .option("-y, --yes", "do not ask")
    .option("--json", "print the task that was deleted as a JSON object")
    .addHelpText("after", "\nExample:\n  taskward tasks delete 7 --user ann --yes")
    .action((id: TaskId, { user, json, yes = false }: Options) =>
      administer(async ({ tasksOf }) => {
        const task = await tasksOf(user).get(id);
        await confirm(`Delete task ${id}, "${printable(task.title)}", for good?`, yes);
        // As it was shown: while somebody makes up their mind, its owner may change it.
        await tasksOf(user).delete(id, { ifVersion: task.version });
        await sayOf(task, "Deleted", json === true);
      }),
    );
