import type { Migrations } from "@taskward/composition";
import { Command } from "commander";
import { type Column, tableLines } from "../../output/table.js";
import { onDatabase, type Report } from "./on-database.js";

type State = Awaited<ReturnType<Migrations["status"]>>[number];

const COLUMNS: readonly Column<State>[] = [
  { title: "Migration", text: ({ name }) => name },
  { title: "Applied", text: ({ appliedAt }) => appliedAt ?? "not yet" },
];

const statusOf = async (migrations: Migrations): Promise<Report> => {
  const states = await migrations.status();
  let text = "";
  for await (const line of tableLines(COLUMNS, states, null)) text += `${line}\n`;
  return { json: states.map(({ name, appliedAt }) => ({ name, applied_at: appliedAt })), text };
};

export const migrationStatusCommand = (): Command =>
  new Command("status")
    .description("show which migrations the database has")
    .option("--json", 'print a JSON array: [{"name", "applied_at"}]')
    .addHelpText("after", "\nExample:\n  taskward migrate status")
    .action(({ json = false }: { json?: boolean }) => onDatabase(statusOf, [], json));
