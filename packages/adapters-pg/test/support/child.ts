import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A process that runs one of the scripts in ../processes. */
export interface Child {
  readonly pid: number;
  /** The next line it prints; null when it has ended and said everything. */
  line(): Promise<string | null>;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

export const startChild = (script: string, ...args: readonly string[]): Child => {
  const path = fileURLToPath(new URL(`../processes/${script}.js`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  alive.add(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    line: async () => (await lines.next()).value ?? null,
    kill: (signal) => child.kill(signal),
    ended: once(child, "exit").then(([code, signal]) => {
      alive.delete(child);
      return code ?? signal;
    }),
  };
};
