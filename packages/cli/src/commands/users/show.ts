import type { UserId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { userArgument } from "../../arguments.js";
import { printJson } from "../../output/json.js";
import { printRecord } from "../../output/table.js";
import { userJson } from "../../wire.js";
import { known } from "./known.js";

export const showUserCommand = (): Command =>
  new Command("show")
    .description("show one user, and how many tasks they have")
    .argument("<id>", "the user's id", userArgument)
    .option("--json", "print a JSON object")
    .addHelpText("after", "\nExample:\n  taskward users show ann")
    .action((id: UserId, { json }: { json?: true }) =>
      administer(async ({ users, tasksOf }) => {
        const user = await known(id, users.find(id));
        const { total = 0 } = await tasksOf(id).list({ limit: 1, count: true });
        if (json) return printJson({ ...userJson(user), tasks: total });
        await printRecord([
          ["Id", user.id],
          ["E-mail", user.email ?? "(none)"],
          ["Name", user.name ?? "(none)"],
          ["Created", user.createdAt],
          ["State", user.disabledAt === null ? "open" : `disabled since ${user.disabledAt}`],
          ["Tasks", String(total)],
        ]);
      }),
    );
