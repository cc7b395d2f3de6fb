import type { UserId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { userArgument } from "../../arguments.js";
import { printJson } from "../../output/json.js";
import { print } from "../../output/print.js";
import { readSecret } from "../../read-secret.js";
import { printable } from "../../shell/printable.js";
import { userJson } from "../../wire.js";

interface Options {
  readonly id?: UserId;
  readonly email?: string;
  readonly name?: string;
  readonly passwordStdin?: true;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  taskward users create --id ann --email ann@example.com --name Ann
  printf 'correct horse battery' | taskward users create --email ann@example.com --password-stdin

Without a password, a user comes in with tokens: your identity provider's, or those of \`taskward token issue\`.`;

const create = ({ id, email, name, passwordStdin, json }: Options): Promise<void> =>
  administer(async ({ users }) => {
    const password = passwordStdin && (await readSecret("password"));
    const user = await users.create({ id, email, name, password });
    if (json) return printJson(userJson(user));
    await print(
      `Created user ${printable(user.id)}${password === undefined ? "" : ", who signs in with a password"}.\n`,
    );
  });

export const createUserCommand = (): Command =>
  new Command("create")
    .description("make a user")
    .option("--id <id>", "the user's id (default: a new UUID)", userArgument)
    .option("--email <address>", "an e-mail address that nobody else has")
    .option("--name <name>", "a name to show")
    .option("--password-stdin", "read a password from standard input, and let the user sign in with it")
    .option("--json", "print a JSON object")
    .addHelpText("after", EXAMPLES)
    .action(create);
