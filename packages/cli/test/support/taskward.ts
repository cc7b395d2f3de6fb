import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "@taskward/testing";

/** What is run: the real program. */
export const BIN = fileURLToPath(new URL("../../../bin/taskward.js", import.meta.url));

export const SECRET = "one secret that is long enough for HS256";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A directory of its own to run commands in, where no `.env` lies about, and a store. */
export interface Place {
  readonly directory: string;
  /** Starts a command. */
  start(args: readonly string[], env?: Record<string, string>): ChildProcess;
  /** Runs a command to its end, with this input. */
  run(args: readonly string[], input?: string | Buffer, env?: Record<string, string>): Promise<Outcome>;
  /** The JSON that a command prints. Rejects when it does not end well. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  json(...args: readonly string[]): Promise<any>;
  leave(): void;
}

/** Only what a process needs to run, so that no setting of whoever runs the tests leaks in. */
const bare = (): Record<string, string> => {
  const { PATH = "", HOME = "", SystemRoot } = process.env;
  return { PATH, HOME, ...(SystemRoot === undefined ? {} : { SystemRoot }) };
};

export const openPlace = (databaseUrl: string): Place => {
  const directory = temporaryDirectory();
  const start: Place["start"] = (args, env = {}) =>
    spawn(process.execPath, [BIN, ...args], {
      cwd: directory,
      env: { ...bare(), DATABASE_URL: databaseUrl, BETTER_AUTH_SECRET: SECRET, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
  const run: Place["run"] = async (args, input = "", env) => {
    const child = start(args, env);
    const read = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name]?.setEncoding("utf8").on("data", (text: string) => {
        read[name] += text;
      });
    // A command that reads nothing may have ended before.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    const [code] = (await once(child, "close")) as [number | null];
    return { code, ...read };
  };
  return {
    directory,
    start,
    run,
    json: async (...args) => {
      const { code, stdout, stderr } = await run([...args, "--json"]);
      if (code !== 0) throw new Error(`taskward ${args.join(" ")} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout);
    },
    leave: () => rmSync(directory, { recursive: true, force: true }),
  };
};
