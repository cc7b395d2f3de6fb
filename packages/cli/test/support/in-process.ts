import { rmSync } from "node:fs";
import { temporaryDirectory } from "@taskward/testing";
import { run } from "../../src/program.js";
import { type Outcome, SECRET } from "./taskward.js";

type Write = typeof process.stdout.write;

/** Commands run in this process, which spares the time to start one. Input and signals take the real program. */
export interface Desk {
  readonly directory: string;
  run(...args: readonly string[]): Promise<Outcome>;
  /** What somebody at a terminal would see of a command, errors in between. */
  show(...args: readonly string[]): Promise<string>;
  /** The JSON that a command prints. Rejects when it does not end well. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  json(...args: readonly string[]): Promise<any>;
  leave(): void;
}

const kept = (into: string[], all: string[]): Write =>
  ((text: string, taken?: () => void) => {
    into.push(text);
    all.push(text);
    taken?.();
    return true;
  }) as Write;

const STREAMS = ["stdin", "stdout", "stderr"] as const;

/** Has the streams look like pipes, whatever the tests are run on; gives the way back. */
const asPipes = (): (() => void) => {
  const were = STREAMS.map((name) => process[name].isTTY);
  const set = (values: readonly boolean[]): void =>
    STREAMS.forEach((name, i) => {
      process[name].isTTY = values[i] ?? false;
    });
  set([]);
  return () => set(were);
};

/** Runs a command as in this directory and environment, and keeps what it writes. */
const captured = async (
  args: readonly string[],
  directory: string,
  variables: Record<string, string>,
): Promise<Outcome & { readonly shown: string }> => {
  const [stdout, stderr, shown]: [string[], string[], string[]] = [[], [], []];
  const { cwd, env } = { cwd: process.cwd(), env: process.env };
  const writes = [process.stdout.write, process.stderr.write] as const;
  const back = asPipes();
  process.chdir(directory);
  process.env = { PATH: env["PATH"], BETTER_AUTH_SECRET: SECRET, ...variables };
  process.stdout.write = kept(stdout, shown);
  process.stderr.write = kept(stderr, shown);
  try {
    const code = await run(args);
    return { code, stdout: stdout.join(""), stderr: stderr.join(""), shown: shown.join("") };
  } finally {
    [process.stdout.write, process.stderr.write] = writes;
    process.env = env;
    process.chdir(cwd);
    back();
  }
};

export const openDesk = (databaseUrl: string, env: Record<string, string> = {}): Desk => {
  const variables = { DATABASE_URL: databaseUrl, ...env };
  const directory = temporaryDirectory();
  const here: Desk["run"] = async (...args) => {
    const { code, stdout, stderr } = await captured(args, directory, variables);
    return { code, stdout, stderr };
  };
  return {
    directory,
    run: here,
    show: async (...args) => (await captured(args, directory, variables)).shown,
    json: async (...args) => {
      const { code, stdout, stderr } = await here(...args, "--json");
      if (code !== 0) throw new Error(`taskward ${args.join(" ")} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout);
    },
    leave: () => rmSync(directory, { recursive: true, force: true }),
  };
};
