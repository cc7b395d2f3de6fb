import type { TaskId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { taskArgument } from "../../arguments.js";
import { type OfUser, ofUser } from "./options.js";
import { sayOf } from "./say.js";

export const completeTaskCommand = (): Command =>
  new Command("complete")
    .description("mark a task as completed; safe to repeat")
    .argument("<id>", "the task's number", taskArgument)
    .addOption(ofUser())
    .option("--json", "print the task as a JSON object")
    .addHelpText("after", "\nExample:\n  taskward tasks complete 7 --user ann")
    .action((id: TaskId, { user, json }: OfUser) =>
      administer(async ({ tasksOf }) => sayOf(await tasksOf(user).complete(id), "Completed", json === true)),
    );
