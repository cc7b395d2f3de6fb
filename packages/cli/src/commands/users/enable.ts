import type { UserId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { userArgument } from "../../arguments.js";
import { printJson } from "../../output/json.js";
import { print } from "../../output/print.js";
import { printable } from "../../shell/printable.js";
import { userJson } from "../../wire.js";
import { known } from "./known.js";

export const enableUserCommand = (): Command =>
  new Command("enable")
    .description("open an account that was disabled")
    .argument("<id>", "the user's id", userArgument)
    .option("--json", "print a JSON object")
    .addHelpText("after", "\nExample:\n  taskward users enable ann")
    .action((id: UserId, { json }: { json?: true }) =>
      administer(async ({ users }) => {
        const user = await known(id, users.enable(id));
        if (json) return printJson(userJson(user));
        await print(`Enabled user ${printable(id)}.\n`);
      }),
    );
