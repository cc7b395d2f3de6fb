import { type RunningServer, type Settings, startTaskward, type TaskwardProcess } from "@taskward/composition";
import { Ended, EXIT } from "../../exit.js";
import { STOPPED_BY } from "../../signals.js";
import { Gathering } from "./gathering.js";
import type { Order, Word } from "./messages.js";
import { runServer } from "./run-server.js";

const say = (word: Word): Promise<void> =>
  new Promise((resolve) => {
    // Whether it was heard or not: where nobody listens any more, the process ends anyhow.
    process.send?.(word, undefined, {}, () => resolve());
  });

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
    await serve(settings, new Gathering(() => void say({ kind: "figures?" })));
    process.exit(EXIT.done);
  } catch (error) {
    if (error instanceof Ended) process.exit(error.exitCode);
    await say({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
    process.exit(EXIT.failed);
  }
};
