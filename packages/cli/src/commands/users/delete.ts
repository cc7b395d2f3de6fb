import type { UserId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { userArgument } from "../../arguments.js";
import { confirm } from "../../confirm.js";
import { printJson } from "../../output/json.js";
import { print } from "../../output/print.js";
import { counted } from "../../output/words.js";
import { printable } from "../../shell/printable.js";
import { known } from "./known.js";

interface Options {
  readonly yes?: boolean;
  readonly json?: true;
}

export const deleteUserCommand = (): Command =>
  new Command("delete")
    .description("delete a user and all their tasks, for good; the id is never used again")
    .argument("<id>", "the user's id", userArgument)
    .option("-y, --yes", "do not ask")
    .option("--json", "print a JSON object")
    .addHelpText("after", "\nExample:\n  taskward users delete ann --yes")
    .action((id: UserId, { yes = false, json }: Options) =>
      administer(async ({ users, tasksOf }) => {
        await known(id, users.find(id));
        const { total = 0 } = await tasksOf(id).list({ limit: 1, count: true });
        const tasks = counted(total, "task");
        await confirm(`Delete user ${printable(id)} with ${tasks}, for good?`, yes);
        await users.erase(id);
        if (json) return printJson({ id, deleted: true, tasks: total });
        await print(`Deleted user ${printable(id)} with ${tasks}.\n`);
      }),
    );
