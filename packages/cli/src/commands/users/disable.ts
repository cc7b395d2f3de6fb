import type { UserId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { userArgument } from "../../arguments.js";
import { printJson } from "../../output/json.js";
import { print } from "../../output/print.js";
import { printable } from "../../shell/printable.js";
import { userJson } from "../../wire.js";
import { known } from "./known.js";

export const disableUserCommand = (): Command =>
  new Command("disable")
    .description("shut a user's account; their tasks stay")
    .argument("<id>", "the user's id", userArgument)
    .option("--json", "print a JSON object")
    .addHelpText("after", "\nExample:\n  taskward users disable ann")
    .action((id: UserId, { json }: { json?: true }) =>
      administer(async ({ users }) => {
        const user = await known(id, users.disable(id));
        if (json) return printJson(userJson(user));
        await print(`Disabled user ${printable(id)}; their tokens stop working within 5 seconds.\n`);
      }),
    );
