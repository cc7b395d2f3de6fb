import { type Migrations, openMigrations, readDatabaseSettings } from "@taskward/composition";
import { printJson } from "../../output/json.js";
import { print } from "../../output/print.js";

/** What a command on migrations did, for machines and for people. */
export interface Report {
  readonly json: unknown;
  readonly text: string;
}

/** Works on the migrations of the configured database; `none` is what there is to say where it needs none. */
export const onDatabase = async (
  work: (migrations: Migrations) => Promise<Report>,
  none: unknown,
  json: boolean,
): Promise<void> => {
  const migrations = await openMigrations(readDatabaseSettings());
  let report: Report = { json: none, text: "Nothing to do: DATABASE_URL is memory:, which needs no migrations.\n" };
  try {
    if (migrations) report = await work(migrations);
  } finally {
    await migrations?.close();
  }
  await (json ? printJson(report.json) : print(report.text));
};

/** What was done to each migration, a line for each; or that nothing was. */
export const linesOf = (done: string, names: readonly string[]): string =>
  names.length === 0 ? "Nothing to do.\n" : names.map((name) => `${done} ${name}\n`).join("");
