import type { ExportOptions } from "@taskward/application";
import type { Administration } from "@taskward/composition";
import { timestamp, type UserId } from "@taskward/domain";
import { Command } from "commander";
import { administer } from "../administer.js";
import { isFile, writeAtomically } from "../archive/atomic-file.js";
import { endText, entryText, headerText, type Totals } from "../archive/format.js";
import { userArgument } from "../arguments.js";
import { confirm } from "../confirm.js";
import { type Interruption, interruptibly } from "../interruption.js";
import { printJson } from "../output/json.js";
import { note, print } from "../output/print.js";
import { progress } from "../output/progress.js";
import { counted } from "../output/words.js";

interface Options {
  readonly user?: UserId;
  readonly out?: string;
  readonly withPasswords?: boolean;
  readonly yes?: boolean;
  readonly json?: true;
}

/** Characters that are written at once. */
const CHUNK = 65_536;

const EXAMPLES = `
Examples:
  taskward export --out tasks.ndjson
  taskward export --user ann | gzip > ann.ndjson.gz

Password hashes stay out unless --with-passwords is said; then keep the file as secret as the database.`;

const usersIn = async ({ users }: Administration): Promise<number> => {
  let count = 0;
  for await (const _ of users.list()) count += 1;
  return count;
};

/** Where lines go, in pieces of some size. */
const lineWriter = (write: (text: string) => Promise<void>) => {
  let waiting = "";
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = "";
    await write(text);
  };
  const line = async (text: string): Promise<void> => {
    waiting += `${text}\n`;
    if (waiting.length >= CHUNK) await flush();
  };
  return { line, flush };
};

const writeExport = async (
  administration: Administration,
  { user, withPasswords = false }: Options,
  { write, check }: Pick<Interruption, "check"> & { write: (text: string) => Promise<void> },
): Promise<Totals> => {
  const shown = progress();
  const { line, flush } = lineWriter(write);
  const everybody = shown.isShown && user === undefined ? await usersIn(administration) : null;
  const options: ExportOptions = { withPasswords, ...(user && { user }) };
  let [users, tasks] = [0, 0];
  try {
    await line(headerText(timestamp(Date.now())));
    for await (const entry of administration.exportArchive(options)) {
      check();
      if (entry.kind === "user") users += 1;
      else tasks += 1;
      await line(entryText(entry));
      shown.update(everybody && (users - 1) / everybody, `${counted(users, "user")}, ${counted(tasks, "task")}`);
    }
    await line(endText({ users, tasks }));
    await flush();
    return { users, tasks };
  } finally {
    shown.end();
  }
};

const exportAll = (options: Options): Promise<void> =>
  interruptibly(({ check }) =>
    administer(async (administration) => {
      const { out, yes = false, json } = options;
      if (out === undefined || out === "-") {
        const { users, tasks } = await writeExport(administration, options, { write: print, check });
        return note(`Exported ${counted(users, "user")} and ${counted(tasks, "task")}.`);
      }
      if (await isFile(out)) await confirm(`${out} is there already; replace it?`, yes);
      const totals = await writeAtomically(out, (write) => writeExport(administration, options, { write, check }));
      if (json) return printJson({ file: out, ...totals });
      await print(`Exported ${counted(totals.users, "user")} and ${counted(totals.tasks, "task")} to ${out}.\n`);
    }),
  );

export const exportCommand = (): Command =>
  new Command("export")
    .description("write users and tasks as NDJSON, to a file or to standard output")
    .option("--user <id>", "only this user and their tasks", userArgument)
    .option("--out <file>", "a file, which appears when it is complete (default: standard output)")
    .option("--with-passwords", "password hashes, too")
    .option("-y, --yes", "replace the file without asking")
    .option("--json", 'with --out, print a JSON object: {"file", "users", "tasks"}')
    .addHelpText("after", EXAMPLES)
    .action(exportAll);
