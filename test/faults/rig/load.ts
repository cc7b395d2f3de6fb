import { setTimeout as pause } from "node:timers/promises";
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
export const startLoad = ({ url, seed, connections = 16, thinking = 4, name = "load" }: LoadOptions): Load => {
  const log: Operation[] = [];
  let working = true;
  const workers: Worker[] = [];
  for (let n = 0; n < connections; n++) {
    const user = USERS[n % USERS.length] ?? "ann";
    const foreign = (): readonly number[] => workers.find((other) => other.user !== user)?.tasks ?? [];
    workers.push(new Worker({ url, user, seed: seed + n, name: `${name}-${n}`, foreign }));
  }
  const run = async (worker: Worker): Promise<void> => {
    while (working) {
      log.push(await worker.work());
      await pause(thinking);
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
      working = false;
      await done;
      return log;
    },
  };
};
