import { setTimeout as pause } from "node:timers/promises";
import { checkLog } from "./check-log.js";
import { atMost, exactly, type Figure, none } from "./figure.js";
import type { Load } from "./load.js";
import { readMetrics } from "./metrics.js";
import type { Operation } from "./operation.js";
import { readStore } from "./read-store.js";

/** Milliseconds after the last fault from which on nothing may fail, and for how long that is watched. */
const RECOVERY = 2_000;
const WATCHED = 1_000;

/** Whether an operation was answered as if there were no fault. A probe of what is another's must find nothing. */
export const isServed = ({ status, kind }: Operation): boolean =>
  status !== null && (status < 300 || (status === 404 && kind === "probe"));

/** Answers that no fault excuses. */
const isImproper = (operation: Operation): boolean =>
  !isServed(operation) &&
  operation.status !== null &&
  !(operation.status === 503 && operation.retryAfter) &&
  operation.status !== 404;

const described = ({ kind, status, fault, took }: Operation): string =>
  `${kind} ${status ?? fault} after ${Math.round(took)} ms`;

/** What holds of the answers to a load whatever is done to the server behind it. */
export const answerFigures = (log: readonly Operation[]): readonly Figure[] => [
  none("answers that are neither 2xx nor 503 with Retry-After", log.filter(isImproper).map(described)),
  none("requests without an answer", log.filter(({ status }) => status === null).map(described)),
];

/** What must be true of the store after a load. */
export const storeFigures = async (url: string, log: readonly Operation[]): Promise<readonly Figure[]> => {
  const { lost, doubled, phantom, wrong, foreign } = checkLog(log, await readStore(url));
  return [
    none("acknowledged writes lost", lost),
    none("writes doubled", doubled),
    none("phantom writes", phantom),
    none("reads or states that no history explains", wrong),
    none("tasks shown to others", foreign),
  ];
};

const LOOKS = 20;

/** The event loop's delay (p99, ms) in the calmest of a few half seconds: what the machine's other work adds passes. */
const loopDelay = async (url: string): Promise<number> => {
  let calmest = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS && calmest >= 15; look++) {
    await pause(500);
    const seconds = (await readMetrics(url)).get("nodejs_eventloop_lag_p99_seconds");
    if (look > 0) calmest = Math.min(calmest, (seconds ?? Number.POSITIVE_INFINITY) * 1000);
  }
  return calmest;
};

/** What must be true of a server that has nothing to do. */
export const idleFigures = async (url: string): Promise<readonly Figure[]> => {
  const delay = await loopDelay(url);
  const metrics = await readMetrics(url);
  const used = (metrics.get("taskward_pool_busy") ?? 0) + (metrics.get("taskward_pool_waiting") ?? 0);
  return [exactly("pool in use when idle", used, 0), atMost("event loop delay p99 when idle", delay, 20, "ms")];
};

/** How many milliseconds after a moment the last request that failed was sent; 0 when none was. */
const lastFailure = (log: readonly Operation[], moment: number): number =>
  Math.max(0, ...log.filter((operation) => !isServed(operation)).map(({ since }) => since - moment));

export interface Judged {
  /** When the last fault was over, by `performance.now()`. Default: now. */
  readonly healed?: number;
  /** What other loads did to the same store before. */
  readonly before?: readonly Operation[];
}

/** The liveness phase: watches the load, now that the faults are over, ends it, and looks at what it left. */
export const judge = async (
  url: string,
  load: Load,
  { healed = performance.now(), before = [] }: Judged = {},
): Promise<readonly Figure[]> => {
  await pause(Math.max(0, healed + RECOVERY + WATCHED - performance.now()));
  const log = [...before, ...(await load.stop())];
  return [
    atMost("last failure after the fault is over", lastFailure(log, healed), RECOVERY, "ms"),
    ...answerFigures(log),
    ...(await storeFigures(url, log)),
    ...(await idleFigures(url)),
  ];
};
