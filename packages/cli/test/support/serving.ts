import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Place } from "./taskward.js";

/** `taskward serve`, listening. */
export interface Serving {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything printed so far, on both streams. */
  output(): string;
  /** Resolves when this has been printed. */
  said(text: RegExp): Promise<RegExpExecArray>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts it on a free port. Rejects with what it printed when it ends before it listens. */
export const serving = async (place: Place, env: Record<string, string> = {}): Promise<Serving> => {
  const child = place.start(["serve"], { PORT: "0", ...env });
  let output = "";
  const readers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const look of readers) look();
    });
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const ended = closed.then(([code, signal]) => code ?? signal);
  const said = (text: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = text.exec(output);
        if (found) resolve(found);
      };
      readers.add(look);
      look();
      ended.then(() => reject(new Error(`It ended without saying ${text}:\n${output}`)), reject);
    });
  const [, url = ""] = await said(/listening on (http:\/\/[^\s"]+)/);
  return { url, child, output: () => output, said, ended };
};
