import type { ExposeMetrics, Exposition } from "@taskward/application";
import { type RunningServer, type Settings, startTaskward, type TaskwardProcess } from "@taskward/composition";
import { DomainError } from "@taskward/domain";
import { Ended, EXIT } from "../../exit.js";
import { STOPPED_BY } from "../../signals.js";
import type { Order, Word } from "./messages.js";
import { runServer } from "./run-server.js";

/** Milliseconds that counting all workers together may take. */
const PATIENCE = 2_000;

const say = (word: Word): Promise<void> =>
  new Promise((resolve) => {
    // Whether it was heard or not: where nobody listens any more, the process ends anyhow.
    process.send?.(word, undefined, {}, () => resolve());
  });

/** Those who ask for the figures of all workers while these are being gathered. */
class Gathering {
  #asked: ((exposition: Exposition) => void)[] = [];

  readonly expose: ExposeMetrics = () =>
    new Promise((resolve, reject) => {
      const late = new DomainError("unavailable", "The other processes did not say what they have counted");
      const patience = setTimeout(() => reject(late), PATIENCE);
      this.#asked.push((exposition) => {
        clearTimeout(patience);
        resolve(exposition);
      });
      if (this.#asked.length === 1) void say({ kind: "figures?" });
    });

  end(exposition: Exposition): void {
    for (const resolve of this.#asked.splice(0)) resolve(exposition);
  }
}

const serve = async (settings: Settings, gathering: Gathering): Promise<void> => {
  const taskward = await startTaskward(settings, { expose: gathering.expose, announces: false });
  let server: RunningServer | undefined;
  try {
    await runServer({
      settings,
      taskward,
      asked: obey(taskward, gathering, () => server),
      listening: (running) => {
        server = running;
        void say({ kind: "listening", url: running.url });
      },
    });
  } finally {
    await taskward.close();
  }
};

/** Does as it is told; resolves when that is to stop. */
const obey = (taskward: TaskwardProcess, gathering: Gathering, server: () => RunningServer | undefined) =>
  new Promise<void>((resolve) => {
    process.on("message", (order: Order) => {
      switch (order.kind) {
        case "stop listening":
          server()?.stopListening();
          return void say({ kind: "stopped listening" });
        case "stop":
          return resolve();
        case "count":
          return void taskward.snapshot().then((snapshot) => say({ kind: "counted", snapshot }));
        case "figures of all":
          return gathering.end(order.exposition);
      }
    });
  });

/**
 * Serves in one of several processes that share the port, until the process that it was forked by says so, or is gone.
 * Ends this process.
 */
export const runWorker = async (settings: Settings): Promise<never> => {
  // A terminal sends its signals to all processes; the one that keeps the others together decides what follows.
  for (const signal of Object.keys(STOPPED_BY)) process.on(signal, () => {});
  try {
    await serve(settings, new Gathering());
    process.exit(EXIT.done);
  } catch (error) {
    if (error instanceof Ended) process.exit(error.exitCode);
    await say({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
    process.exit(EXIT.failed);
  }
};
