import { environment, openTokens, readSettings } from "@taskward/composition";
import type { UserId } from "@taskward/domain";
import { Command } from "commander";
import { countArgument, userArgument } from "../../arguments.js";
import { printJson } from "../../output/json.js";
import { print } from "../../output/print.js";

interface Options {
  readonly user: UserId;
  readonly ttl?: number;
  readonly json?: true;
}

const EXAMPLE = `
Example:
  curl -H "Authorization: Bearer $(taskward token issue --user ann)" localhost:8000/api/v1/tasks

The store is not opened, so it works while a server runs. The user is made by the first request.`;

const issue = async ({ user, ttl, json }: Options): Promise<void> => {
  const { token, expiresAt } = openTokens(readSettings(environment())).issue(user, ttl);
  await (json ? printJson({ token, expires_at: expiresAt }) : print(`${token}\n`));
};

export const issueTokenCommand = (): Command =>
  new Command("issue")
    .description("print a token that speaks for a user, and nothing else")
    .requiredOption("--user <id>", "whom it speaks for", userArgument)
    .option("--ttl <seconds>", "for how long (default: TOKEN_TTL)", countArgument)
    .option("--json", 'print a JSON object: {"token", "expires_at"}')
    .addHelpText("after", EXAMPLE)
    .action(issue);
