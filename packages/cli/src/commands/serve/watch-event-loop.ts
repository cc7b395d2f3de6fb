import type { Report } from "@taskward/application";

const EVERY = 500;
const STALL = 1_000;

/** Reports it when the process did nothing for more than a second: it was busy with one thing, or stopped. */
export const watchEventLoop = (report: Report): void => {
  let expected = performance.now() + EVERY;
  setInterval(() => {
    const late = performance.now() - expected;
    expected = performance.now() + EVERY;
    if (late < STALL) return;
    const error = new Error(`The event loop stood still for ${(late / 1000).toFixed(1)} seconds; nobody was answered`);
    report({ kind: "fault", requestId: null, error });
  }, EVERY).unref();
};
