import type { Administration } from "@taskward/composition";
import { DomainError, type UserId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { note } from "../../output/print.js";
import { printable } from "../../shell/printable.js";
import { type OfUser, ofUser } from "./options.js";
import { sayOf } from "./say.js";

interface Options extends OfUser {
  readonly title?: string;
  readonly description?: string;
  readonly completed?: true;
}

const exists = async ({ users }: Administration, id: UserId): Promise<boolean> => {
  try {
    await users.find(id);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return false;
    throw error;
  }
};

const add = async (given: string | undefined, options: Options, command: Command): Promise<void> => {
  const { user, title = given, description, completed, json } = options;
  if (given !== undefined && options.title !== undefined)
    command.error("error: the title is given twice, by itself and as --title");
  if (title === undefined) command.error("error: missing required argument 'title'");
  await administer(async (administration) => {
    const isNew = !(await exists(administration, user));
    const task = await administration.tasksOf(user).create({ title, description, completed });
    if (isNew) note(`There was no user ${printable(user)}; now there is.`);
    await sayOf(task, "Added", json === true);
  });
};

export const addTaskCommand = (): Command =>
  new Command("add")
    .description("add a task; the user is made when there is none, as on a first request")
    .argument("[title]", "1 to 200 characters")
    .addOption(ofUser())
    .option("--title <text>", "the title, where it is not given by itself")
    .option("--description <text>", "up to 1000 characters")
    .option("--completed", "add it as a completed task")
    .option("--json", "print the task as a JSON object")
    .addHelpText("after", '\nExample:\n  taskward tasks add --user ann "Buy milk" --description "Two litres"')
    .action(add);
