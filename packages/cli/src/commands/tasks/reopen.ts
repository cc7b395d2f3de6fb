import type { TaskId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { taskArgument } from "../../arguments.js";
import { type OfUser, ofUser } from "./options.js";
import { sayOf } from "./say.js";

export const reopenTaskCommand = (): Command =>
  new Command("reopen")
    .description("mark a task as not completed; safe to repeat")
    .argument("<id>", "the task's number", taskArgument)
    .addOption(ofUser())
    .option("--json", "print the task as a JSON object")
    .addHelpText("after", "\nExample:\n  taskward tasks reopen 7 --user ann")
    .action((id: TaskId, { user, json }: OfUser) =>
      administer(async ({ tasksOf }) => sayOf(await tasksOf(user).reopen(id), "Reopened", json === true)),
    );
