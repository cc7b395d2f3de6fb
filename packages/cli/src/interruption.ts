import { Ended } from "./exit.js";
import { STOPPED_BY } from "./signals.js";

/** Whether somebody asked the command to stop. */
export interface Interruption {
  /** Throws when the command was asked to stop, to end it with 128 + the number of the signal. */
  check(): void;
  /** Aborts at that moment, for what would wait for somebody else, and may be waiting for ever. */
  readonly signal: AbortSignal;
}

/**
 * Does work that must not end in the middle of a step: when the process is asked to stop, `check` says so between two steps.
 * Asked twice, it stops at once.
 */
export const interruptibly = async <T>(work: (interruption: Interruption) => Promise<T>): Promise<T> => {
  let asked: number | null = null;
  const controller = new AbortController();
  const handlers = Object.entries(STOPPED_BY).map(([signal, code]) => {
    const stop = (): void => {
      if (asked !== null) process.exit(code);
      asked = code;
      controller.abort();
    };
    process.on(signal, stop);
    return { signal, stop };
  });
  try {
    return await work({
      check: () => {
        if (asked !== null) throw new Ended(asked);
      },
      signal: controller.signal,
    });
  } finally {
    for (const { signal, stop } of handlers) process.off(signal, stop);
  }
};
