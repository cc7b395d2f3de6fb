import { environment, openTaskward, readSettings, startTaskward } from "@taskward/composition";
import { Command } from "commander";
import { printable } from "../shell/printable.js";
import { runShell } from "../shell/terminal.js";

const openFor = (user: string | undefined) =>
  user === undefined
    ? openTaskward({ databaseUrl: "memory:" })
    : // Somebody waits before the terminal: what does not answer now is better said at once.
      startTaskward(readSettings(environment()), { patience: 0 });

const shell = async (user: string | undefined): Promise<void> => {
  const taskward = await openFor(user);
  try {
    const { tasks } = taskward.as(user ?? "you");
    const about =
      user === undefined
        ? "Taskward: your tasks, in memory until you leave."
        : `Taskward: tasks of ${printable(user)}.`;
    await runShell(tasks, about, process);
  } finally {
    await taskward.close();
  }
};

export const shellCommand = (): Command =>
  new Command("shell")
    .description("a todo list in the terminal, in memory unless a user is named")
    .option("--user <id>", "work on this user's tasks, in the configured store")
    .addHelpText(
      "after",
      "\nExamples:\n  taskward shell\n  taskward shell --user ann\n  printf '1\\nBuy milk\\n\\n2\\n6\\n' | taskward shell",
    )
    .action(({ user }: { user?: string }) => shell(user));
