import { Command, CommanderError } from "commander";
import { doctorCommand } from "./commands/doctor.js";
import { exportCommand } from "./commands/export.js";
import { importCommand } from "./commands/import.js";
import { migrateCommand } from "./commands/migrate.js";
import { openApiCommand } from "./commands/openapi.js";
import { serveCommand } from "./commands/serve.js";
import { shellCommand } from "./commands/shell.js";
import { tasksCommand } from "./commands/tasks.js";
import { tokenCommand } from "./commands/token.js";
import { usersCommand } from "./commands/users.js";
import { Ended, EXIT } from "./exit.js";
import { printable } from "./shell/printable.js";

/** Whatever is in it, a text of some lines that cannot control the terminal. */
const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

/** Every command there is. */
export const program = (): Command =>
  new Command("taskward")
    .description("A multi-user task backend: every task has one owner, and nobody else can see, change or count it.")
    .addCommand(serveCommand())
    .addCommand(migrateCommand())
    .addCommand(usersCommand())
    .addCommand(tasksCommand())
    .addCommand(tokenCommand())
    .addCommand(exportCommand())
    .addCommand(importCommand())
    .addCommand(doctorCommand())
    .addCommand(openApiCommand())
    .addCommand(shellCommand())
    .addHelpText("after", "\nExample:\n  taskward serve\n\nSettings come from the environment and from a file .env.");

/** Every command down the tree, in the same manner: what was mistyped, and where to read how it is written. */
const prepare = (command: Command, path: string): void => {
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`(${path} --help shows how it is used)`)
    .configureOutput({ outputError: (text, write) => write(printableLines(text)) });
  for (const below of command.commands) prepare(below, `${path} ${below.name()}`);
};

const sentence = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message === "" && "code" in error ? String(error.code) : error.message;
};

/** Runs one command line and says how it ended. Errors go to stderr, in one sentence where one is enough. */
export const run = async (argv: readonly string[]): Promise<number> => {
  const main = program();
  prepare(main, main.name());
  try {
    await main.parseAsync(argv, { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof Ended) return error.exitCode;
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    process.stderr.write(`taskward: ${printableLines(sentence(error))}\n`);
    return EXIT.failed;
  }
};
