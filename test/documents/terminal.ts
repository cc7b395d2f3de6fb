import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { bareEnvironment } from "../support/server-process.js";

type Bash = ChildProcessByStdio<null, Readable, Readable>;

// A reader would see that a command fails, or that an answer is a refusal; here both end the session.
const STRICT = `set -euo pipefail
curl() { command curl --fail-with-body "$@"; }
`;

/** A reader's terminals: bash in one directory, with everything that was started in it until Ctrl-C is pressed. */
export class Terminal {
  readonly #directory: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #serving = new Map<Bash, Promise<unknown>>();

  constructor(directory: string, env: Readonly<Record<string, string>> = {}) {
    this.#directory = directory;
    this.#env = env;
  }

  /** Pastes a session and gives what it prints. Rejects when one of its commands fails. */
  async paste(session: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    const bash = this.#bash(session, env);
    const [printed, complaints, [code]] = await Promise.all([
      text(bash.stdout),
      text(bash.stderr),
      once(bash, "close"),
    ]);
    if (code !== 0) throw new Error(`ended with ${code}:\n${session}\n${printed}\n${complaints}`);
    return printed;
  }

  /** Pastes what serves until it is interrupted, and waits until it has said this. Gives all that it has said by then. */
  async serve(session: string, said: RegExp): Promise<string> {
    const bash = this.#bash(session, { PORT: "0" });
    this.#serving.set(bash, once(bash, "close"));
    const complaints = text(bash.stderr);
    let output = "";
    for await (const chunk of bash.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
      output += chunk;
      if (!said.test(output)) continue;
      bash.stdout.resume();
      return output;
    }
    throw new Error(`ended:\n${session}\n${output}\n${await complaints}`);
  }

  /** Presses Ctrl-C wherever something is served, and waits until it has ended. */
  async interrupt(): Promise<void> {
    for (const [{ pid, exitCode }, closed] of this.#serving) {
      // As a terminal does: all that the session has started gets the signal, npm and the server included.
      if (pid !== undefined && exitCode === null) process.kill(-pid, "SIGINT");
      await closed;
    }
    this.#serving.clear();
  }

  #bash(session: string, env: Readonly<Record<string, string>>): Bash {
    return spawn("bash", ["-c", STRICT + session], {
      cwd: this.#directory,
      detached: true,
      env: { ...bareEnvironment(), ...this.#env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
}
