import { once } from "node:events";
import { createInterface } from "node:readline";
import { spawnTaskward } from "../support/server-process.js";

/** A `taskward serve` whose log is read as it comes, and forgotten. */
export interface ServedProcess {
  readonly url: string;
  /** Stops it. Rejects when it does not end well, or has said what it should not have. */
  close(): Promise<void>;
}

const KEPT = 20;

/** What an error log holds, and what no log may hold. */
const COMPLAINT = /"level":"(error|fatal)"/;
const TOKEN = /\beyJ[\w-]+\.eyJ/;

/** Starts a server and reads its log. Rejects with what it has said when it ends before it listens. */
export const serveProcess = async (
  env: Record<string, string>,
  { directory, secrets }: { readonly directory: string; readonly secrets: readonly string[] },
): Promise<ServedProcess> => {
  const variables = { PORT: "0", LOG_LEVEL: "info", LOG_FORMAT: "json", ...env };
  const child = spawnTaskward(["serve"], variables, directory);
  const ended = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const suspicious: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const read = (line: string): void => {
      const listening = /listening on (http:\/\/[^\s"]+)/.exec(line)?.[1];
      if (listening !== undefined) resolve(listening);
      const tells = TOKEN.test(line) || secrets.some((secret) => line.includes(secret));
      if ((tells || COMPLAINT.test(line) || !line.startsWith("{")) && suspicious.length < KEPT) suspicious.push(line);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on("line", read);
    ended.then(() => reject(new Error(`the server ended:\n${suspicious.join("\n")}`)), reject);
  });
  return {
    url,
    close: async () => {
      const alive = child.exitCode === null && child.signalCode === null;
      child.kill();
      const [code, signal] = await ended;
      if (!alive || code !== 0) throw new Error(`the server ended with ${code ?? signal}:\n${suspicious.join("\n")}`);
      if (suspicious.length > 0) throw new Error(`the server's log has\n${suspicious.join("\n")}`);
    },
  };
};
