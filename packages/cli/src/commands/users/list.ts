import type { User } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../../administer.js";
import { printJsonArray } from "../../output/json.js";
import { note } from "../../output/print.js";
import { type Column, printTable } from "../../output/table.js";
import { userJson } from "../../wire.js";

const COLUMNS: readonly Column<User>[] = [
  { title: "Id", text: ({ id }) => id, shrinks: true },
  { title: "E-mail", text: ({ email }) => email ?? "", shrinks: true },
  { title: "Name", text: ({ name }) => name ?? "", shrinks: true },
  { title: "Created", text: ({ createdAt }) => createdAt },
  { title: "State", text: ({ disabledAt }) => (disabledAt === null ? "open" : "disabled") },
];

async function* asJson(users: AsyncIterable<User>): AsyncGenerator<unknown, void> {
  for await (const user of users) yield userJson(user);
}

export const listUsersCommand = (): Command =>
  new Command("list")
    .description("list every user, in the order of their ids")
    .option("--json", "print a JSON array")
    .addHelpText("after", "\nExamples:\n  taskward users list\n  taskward users list --json | jq -r '.[].email'")
    .action(({ json }: { json?: true }) =>
      administer(async ({ users }) => {
        if (json) return printJsonArray(asJson(users.list()));
        if ((await printTable(COLUMNS, users.list())) === 0) note("There are no users.");
      }),
    );
