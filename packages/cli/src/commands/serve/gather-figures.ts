import type { Worker } from "node:cluster";
import type { MetricsSnapshot } from "@taskward/composition";
import type { Word } from "./messages.js";
import { tell } from "./tell.js";

/** Milliseconds that one worker may take to count; without it, there are still the figures of the others. */
const PATIENCE = 1_000;

const count = (worker: Worker): Promise<MetricsSnapshot | null> =>
  new Promise((resolve) => {
    const done = (snapshot: MetricsSnapshot | null): void => {
      clearTimeout(patience);
      worker.off("message", listen);
      resolve(snapshot);
    };
    const listen = (word: Word): void => {
      if (word.kind === "counted") done(word.snapshot);
    };
    const patience = setTimeout(() => done(null), PATIENCE);
    worker.on("message", listen);
    tell(worker, { kind: "count" });
  });

/** The figures of each of these workers that answers within a second. */
export const gatherFigures = async (workers: readonly Worker[]): Promise<readonly MetricsSnapshot[]> => {
  const snapshots = await Promise.all(workers.map(count));
  return snapshots.filter((snapshot) => snapshot !== null);
};
