import { Command, CommanderError } from "commander";
import { serveCommand } from "./commands/serve.js";
import { Ended, EXIT } from "./exit.js";
import { sentence } from "./output/sentence.js";
import { printable } from "./shell/printable.js";
import { version } from "./version.js";

/** Whatever is in it, a text of some lines that cannot control the terminal. */
const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

/** Every command there is; where `serve` is the one that is asked for, it alone: a server starts sooner without the others. */
export const program = async (asked?: string): Promise<Command> => {
  const main = new Command("taskward")
    .description("A multi-user task backend: every task has one owner, and nobody else can see, change or count it.")
    .addCommand(serveCommand())
    .addHelpText("after", "\nExample:\n  taskward serve\n\nSettings come from the environment and from a file .env.");
  if (asked === "serve") return main;
  main.version(version(), "-V, --version", "print the version of Taskward");
  const { administrationCommands } = await import("./commands/administration.js");
  for (const command of administrationCommands()) main.addCommand(command);
  return main;
};

/** Every command down the tree, in the same manner: what was mistyped, and where to read how it is written. */
const prepare = (command: Command, path: string): void => {
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`(${path} --help shows how it is used)`)
    .configureOutput({ outputError: (text, write) => write(printableLines(text)) });
  for (const below of command.commands) prepare(below, `${path} ${below.name()}`);
};

/** Runs one command line and says how it ended. Errors go to stderr, in one sentence where one is enough. */
export const run = async (argv: readonly string[]): Promise<number> => {
  const main = await program(argv[0]);
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
