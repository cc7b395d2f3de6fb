import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The command line of the shell, in memory. */
export const SHELL: readonly string[] = [
  process.execPath,
  fileURLToPath(new URL("../../../bin/taskward.js", import.meta.url)),
  "shell",
];

const { NO_COLOR, FORCE_COLOR, NODE_DISABLE_COLORS, CI, ...neutral } = process.env;

/** The environment of these tests, without what decides about colours. */
export const ENVIRONMENT: NodeJS.ProcessEnv = neutral;

/** The shell, started on pipes. */
export const start = (
  env: Record<string, string> = {},
  options: readonly string[] = [],
): ChildProcessWithoutNullStreams => {
  const [command = "", ...args] = SHELL;
  return spawn(command, [...args, ...options], { env: { ...ENVIRONMENT, ...env } });
};

interface Outcome {
  readonly output: string;
  readonly errors: string;
  readonly code: number;
}

/** The shell, given all its input at once. */
export const run = async (
  input: string | Buffer,
  env?: Record<string, string>,
  options?: readonly string[],
): Promise<Outcome> => {
  const child = start(env, options);
  child.stdin.end(input);
  const closed = once(child, "close");
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await closed) as [number];
  return { output, errors, code };
};
