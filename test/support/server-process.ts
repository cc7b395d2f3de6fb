import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../../packages/cli/bin/taskward.js", import.meta.url));

/** A `taskward serve` of its own, as an operator starts it. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it has printed so far, on both streams. */
  readonly output: () => string;
  /** Sends a signal and resolves to how it ended: its exit code, or the signal. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Only what a process needs to run, so that no setting of whoever runs the tests leaks in. */
export const bareEnvironment = (): Record<string, string> => {
  const { PATH = "", HOME = "", SystemRoot } = process.env;
  return { PATH, HOME, ...(SystemRoot === undefined ? {} : { SystemRoot }) };
};

export const spawnTaskward = (args: readonly string[], env: Record<string, string>, cwd: string): ChildProcess =>
  spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...bareEnvironment(), ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });

/** Runs one command to its end. */
export const runTaskward = async (
  args: readonly string[],
  env: Record<string, string>,
  cwd: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> => {
  const child = spawnTaskward(args, env, cwd);
  child.stdin?.end();
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => (stdout += chunk));
  child.stderr?.on("data", (chunk) => (stderr += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
};

/** Starts a server on a free port and waits until it says where it listens. Rejects with what it printed if it ends first. */
export const startServerProcess = (env: Record<string, string>, cwd: string): Promise<ServerProcess> =>
  new Promise((resolve, reject) => {
    const child = spawnTaskward(["serve"], { PORT: "0", ...env }, cwd);
    const ended = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk;
      const url = /listening on (http:\/\/[^\s"]+)/.exec(output)?.[1];
      if (url === undefined) return;
      resolve({
        url,
        pid: child.pid ?? 0,
        output: () => output,
        stop: async (signal = "SIGTERM") => {
          child.kill(signal);
          const [code, killedBy] = await ended;
          return code ?? killedBy;
        },
      });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    ended.then(() => reject(new Error(`taskward serve ended:\n${output}`)), reject);
  });
