import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@taskward/testing";
import { spawnTaskward } from "../../support/server-process.js";
import { SECRET } from "../../support/token.js";
import { isReady } from "./is-ready.js";

/** A `taskward serve` that may be killed and started again, always on the same port. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Every line that it has printed so far, on both streams, of every process it has been. */
  readonly lines: readonly string[];
  /** Whether it has ended, and how: its exit code, or the signal. */
  readonly ended: number | NodeJS.Signals | null;
  /** Resolves, when it ends by itself or otherwise, to how it did. */
  readonly ending: Promise<number | NodeJS.Signals | null>;
  /** Starts it anew; resolves, when `/readyz` says so, to the milliseconds that took. */
  start(): Promise<number>;
  /** Sends a signal and resolves to how it ended. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  signal(signal: NodeJS.Signals): void;
}

/** A start that takes longer has failed. */
const PATIENCE = 30_000;
const BETWEEN = 10;

class ServerChild implements Server {
  readonly url: string;
  readonly lines: string[] = [];
  readonly #env: Record<string, string>;
  readonly #cwd: string;
  #child: ChildProcess | null = null;
  #end: Promise<void> = Promise.resolve();

  constructor(port: number, env: Record<string, string>, cwd: string) {
    this.url = `http://127.0.0.1:${port}`;
    this.#env = { BETTER_AUTH_SECRET: SECRET, LOG_LEVEL: "warn", LOG_FORMAT: "json", PORT: String(port), ...env };
    this.#cwd = cwd;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get ended(): number | NodeJS.Signals | null {
    return this.#child?.exitCode ?? this.#child?.signalCode ?? null;
  }

  get ending(): Promise<number | NodeJS.Signals | null> {
    return this.#end.then(() => this.ended);
  }

  async start(): Promise<number> {
    const since = performance.now();
    const child = spawnTaskward(["serve"], this.#env, this.#cwd);
    this.#child = child;
    const kill = (): void => void child.kill("SIGKILL");
    process.once("exit", kill);
    this.#end = once(child, "close").then(() => void process.removeListener("exit", kill));
    for (const stream of [child.stdout, child.stderr]) if (stream) this.#read(stream);
    while (!(await isReady(this.url))) {
      if (this.ended !== null || performance.now() > since + PATIENCE)
        throw new Error(`taskward serve did not get ready:\n${this.lines.slice(-20).join("\n")}`);
      await pause(BETWEEN);
    }
    return performance.now() - since;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | NodeJS.Signals | null> {
    if (this.ended === null) this.signal(signal);
    await this.#end;
    return this.ended;
  }

  #read(stream: NodeJS.ReadableStream): void {
    let rest = "";
    stream.on("data", (chunk) => {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      this.lines.push(...lines);
    });
  }
}

/** A server that is not started yet. */
export const prepareServer = async (env: Record<string, string>, cwd: string): Promise<Server> =>
  new ServerChild(await freePort(), env, cwd);
