import { DomainError } from "@taskward/domain";
import { Command, CommanderError } from "commander";
import { migrateCommand } from "./commands/migrate.js";
import { serveCommand } from "./commands/serve.js";

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

const program = (): Command =>
  new Command("taskward")
    .description("A multi-user task backend: every task has one owner, and nobody else can see, change or count it.")
    .showSuggestionAfterError()
    .showHelpAfterError("(taskward <command> --help shows what a command takes)")
    .addCommand(serveCommand())
    .addCommand(migrateCommand());

const sentence = (error: unknown): string => {
  if (error instanceof DomainError || error instanceof Error) return error.message;
  return String(error);
};

/** Runs one command line and says how it ended. Errors go to stderr, in one sentence where one is enough. */
export const run = async (argv: readonly string[]): Promise<number> => {
  const main = program();
  for (const command of [main, ...main.commands, ...main.commands.flatMap(({ commands }) => commands)])
    command.exitOverride();
  try {
    await main.parseAsync(argv, { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    process.stderr.write(`taskward: ${sentence(error)}\n`);
    return EXIT.failed;
  }
};
