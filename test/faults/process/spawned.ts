import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { SECRET } from "../../support/token.js";

/** The real program. */
const BIN = fileURLToPath(new URL("../../../../packages/cli/bin/taskward.js", import.meta.url));

export interface SpawnOptions {
  /** Settings; nothing else of this process's environment gets through. */
  readonly env?: Readonly<Record<string, string>>;
  /** How many files it may have open, as `ulimit -n`. */
  readonly openFiles?: number;
  readonly stdio?: StdioOptions;
}

/** How a process ended, and when (`performance.now()`). */
export interface Ending {
  readonly how: number | NodeJS.Signals | null;
  readonly at: number;
}

/** A process that runs one command of Taskward. */
export interface Spawned {
  readonly child: ChildProcess;
  readonly pid: number;
  /** When it was started (`performance.now()`). */
  readonly startedAt: number;
  /** Everything printed so far, on both streams. */
  output(): string;
  /** Resolves when this has been printed. Rejects when it ends without. */
  said(text: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ending>;
}

const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** What makes Node.js run a script of ../preloads before anything else. */
export const preloading = (name: string): { readonly NODE_OPTIONS: string } => ({
  NODE_OPTIONS: `--import=${new URL(`../preloads/${name}.js`, import.meta.url).href}`,
});

const listen = (child: ChildProcess, ended: Promise<Ending>): Pick<Spawned, "output" | "said"> => {
  let output = "";
  const readers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const look of readers) look();
    });
  const said = (text: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = text.exec(output);
        if (!found) return;
        readers.delete(look);
        resolve(found);
      };
      readers.add(look);
      look();
      ended.then(({ how }) => reject(new Error(`It ended (${how}) without saying ${text}:\n${output}`)), reject);
    });
  return { output: () => output, said };
};

/** Starts `taskward` with these arguments in this directory. It ends with this process at the latest. */
export const spawnTaskward = (args: readonly string[], cwd: string, options: SpawnOptions = {}): Spawned => {
  const { env = {}, openFiles, stdio = ["ignore", "pipe", "pipe"] } = options;
  const { PATH = "", HOME = "" } = process.env;
  const command = [process.execPath, BIN, ...args];
  const limited =
    openFiles === undefined ? command : ["bash", "-c", `ulimit -n ${openFiles}; exec "$@"`, "-", ...command];
  const startedAt = performance.now();
  const child = spawn(limited[0] as string, limited.slice(1), {
    cwd,
    env: { PATH, HOME, BETTER_AUTH_SECRET: SECRET, LOG_LEVEL: "warn", LOG_FORMAT: "json", PORT: "0", ...env },
    stdio,
  });
  alive.add(child);
  const ended = (once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>).then(([code, signal]) => {
    alive.delete(child);
    return { how: code ?? signal, at: performance.now() };
  });
  return { child, pid: child.pid ?? 0, startedAt, ended, ...listen(child, ended) };
};
