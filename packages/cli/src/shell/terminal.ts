import type { ReadStream, WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { UserTasks } from "@taskward/composition";
import { keyboard } from "./keyboard.js";
import { lineReader } from "./line-reader.js";
import type { Reader } from "./reader.js";
import type { Screen } from "./screen.js";
import { type ShellSession, shellSession } from "./session.js";

/** Where the shell is run: the process, or something like it. */
interface Surroundings {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  once(signal: "SIGINT" | "SIGTERM", leave: () => void): unknown;
  off(signal: "SIGINT" | "SIGTERM", leave: () => void): unknown;
}

const COLUMNS = 80;

const screenOn = (output: WriteStream, hasKeys: boolean): Screen => ({
  hasKeys,
  get columns() {
    return output.isTTY ? output.columns || COLUMNS : null;
  },
  paint: (style, text) => styleText(style, text, { stream: output }),
});

const converse = async (session: ShellSession, reader: Reader, output: WriteStream): Promise<void> => {
  let turn = await session.start();
  for (;;) {
    output.write(turn.output);
    if (turn.done) return;
    const answer = await reader.ask(turn);
    if (answer.kind === "line") turn = await session.line(answer.text);
    else turn = answer.kind === "back" ? await session.back() : session.end();
  }
};

/** Throws what made the output fail, unless it is only that nobody reads it any more. */
const excuseBrokenPipe = (failure: NodeJS.ErrnoException | undefined): void => {
  if (failure !== undefined && !["EPIPE", "EIO"].includes(failure.code ?? "")) throw failure;
};

/**
 * Runs the shell on a terminal, or line by line where input or output is a pipe or a file. Resolves when Exit is chosen,
 * the input ends, Ctrl-C is pressed, or nobody reads the output any more.
 */
export const runShell = async (tasks: UserTasks, about: string, surroundings: Surroundings): Promise<void> => {
  const { stdin, stdout } = surroundings;
  const hasKeys = stdin.isTTY && stdout.isTTY;
  const screen = screenOn(stdout, hasKeys);
  const reader = hasKeys ? keyboard(stdin, stdout, screen) : lineReader(stdin, stdout, screen);
  let failure: NodeJS.ErrnoException | undefined;
  stdout.on("error", (error) => {
    failure ??= error;
    reader.close();
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) surroundings.once(signal, reader.close);
  try {
    await converse(shellSession({ tasks, screen }, about), reader, stdout);
  } finally {
    reader.close();
    for (const signal of ["SIGINT", "SIGTERM"] as const) surroundings.off(signal, reader.close);
  }
  excuseBrokenPipe(failure);
};
