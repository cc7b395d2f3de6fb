import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { ENVIRONMENT } from "./command.js";

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Runs a line of sh on a terminal that it makes: `script` of util-linux, or of BSD. */
const onTerminal = (line: string, env: NodeJS.ProcessEnv): ChildProcessWithoutNullStreams =>
  process.platform === "darwin"
    ? spawn("script", ["-q", "/dev/null", "sh", "-c", line], { env })
    : spawn("script", ["-qec", line, "/dev/null"], { env });

/** A command on a real terminal, and somebody who reads before they type. */
export class PseudoTerminal {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<unknown[]>;
  #shown = "";
  #read = 0;

  constructor(
    command: readonly string[],
    { columns = 80, env = {} }: { columns?: number; env?: Record<string, string> } = {},
  ) {
    const line = `stty cols ${columns} rows 24; exec ${command.map(quoted).join(" ")}`;
    this.#child = onTerminal(line, { ...ENVIRONMENT, TERM: "xterm-256color", ...env });
    this.#closed = once(this.#child, "close");
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#shown += text;
    });
  }

  /** Everything sent to the terminal so far. */
  get raw(): string {
    return this.#shown;
  }

  /** What a person has seen, every line once it was complete. */
  get seen(): string {
    return stripVTControlCharacters(this.#shown).replaceAll(/\r+\n/g, "\n");
  }

  /** Waits until this text has come since the last one that was waited for. */
  async until(text: string): Promise<void> {
    for (;;) {
      const at = this.seen.indexOf(text, this.#read);
      if (at !== -1) {
        this.#read = at + text.length;
        return;
      }
      await Promise.race([once(this.#child.stdout, "data"), this.#closed.then(() => this.#missing(text))]);
    }
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** The exit code, once the command has ended. */
  async ended(): Promise<number> {
    const [code] = (await this.#closed) as [number];
    return code;
  }

  close(): void {
    this.#child.kill();
  }

  #missing(text: string): never {
    throw new Error(`The command ended without showing ${JSON.stringify(text)} after ${JSON.stringify(this.seen)}`);
  }
}
