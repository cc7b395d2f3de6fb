import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { tokenOf } from "../../support/token.js";
import type { Operation } from "./operation.js";
import { Worker } from "./worker.js";

export interface LoadOptions {
  readonly url: string;
  readonly seed: number;
  /** Clients, each with a keep-alive connection of its own. Default 16. */
  readonly connections?: number;
  /** Milliseconds that a client thinks between two requests. Default 4. */
  readonly thinking?: number;
  /** Unlike that of any other load on the same store. Default `load`. */
  readonly name?: string;
  /** Makes the token of each request. Default: one that the shared secret has signed. */
  readonly token?: (user: string) => string;
}

/** Clients at work, until they are told to stop. */
export interface Load {
  /** Everything that was asked so far and is answered. */
  readonly log: readonly Operation[];
  /** Resolves when so many operations satisfy the condition. */
  until(count: number, condition?: (operation: Operation) => boolean): Promise<void>;
  /** Lets each finish what it is about; resolves to the whole log. */
  stop(): Promise<readonly Operation[]>;
}

const USERS = ["ann", "bob", "eve"] as const;

/** Puts load on a server: seven reads to three writes, on tasks of three users, some of them looking at what is not theirs. */
export const startLoad = (options: LoadOptions): Load => {
  const { url, seed, connections = 16, thinking = 4, name = "load", token = tokenOf } = options;
  const log: Operation[] = [];
  const workers: Worker[] = [];
  for (let n = 0; n < connections; n++) {
    const user = USERS[n % USERS.length] ?? "ann";
    const foreign = (): readonly number[] => workers.find((other) => other.user !== user)?.tasks ?? [];
    workers.push(new Worker({ url, user, seed: seed + n, name: `${name}-${n}`, foreign, token }));
  }
  const stopped = new AbortController();
  setMaxListeners(0, stopped.signal);
  const run = async (worker: Worker): Promise<void> => {
    while (!stopped.signal.aborted) {
      log.push(await worker.work());
      await pause(thinking, null, { signal: stopped.signal }).catch(() => {});
    }
    worker.close();
  };
  const done = Promise.all(workers.map(run));
  return {
    log,
    until: async (count, condition = () => true) => {
      while (log.filter(condition).length < count) await pause(20);
    },
    stop: async () => {
      stopped.abort();
      await done;
      return log;
    },
  };
};
