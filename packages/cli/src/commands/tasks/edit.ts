import type { TaskId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { taskArgument } from "../../arguments.js";
import { type OfUser, ofUser } from "./options.js";
import { sayOf } from "./say.js";

interface Options extends OfUser {
  readonly title?: string;
  readonly description?: string;
}

const edit = async (id: TaskId, options: Options, command: Command): Promise<void> => {
  const { user, title, description, json } = options;
  if (title === undefined && description === undefined)
    command.error("error: nothing to change: give --title, --description, or both");
  await administer(async ({ tasksOf }) =>
    sayOf(await tasksOf(user).edit(id, { title, description }), "Edited", json === true),
  );
};

export const editTaskCommand = (): Command =>
  new Command("edit")
    .description("change a task's title or description; what is not given stays")
    .argument("<id>", "the task's number", taskArgument)
    .addOption(ofUser())
    .option("--title <text>", "a new title")
    .option("--description <text>", 'a new description; "" for none')
    .option("--json", "print the task as a JSON object")
    .addHelpText("after", '\nExample:\n  taskward tasks edit 7 --user ann --title "Buy oat milk"')
    .action(edit);
