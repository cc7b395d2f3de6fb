import { STOPPED_BY } from "../../signals.js";

/** The signals by which a process is asked to stop. */
export interface StopSignals {
  /** Resolves with the first signal after `heed`. */
  readonly asked: Promise<void>;
  /** From now on the first signal is a request. Before that, and when it comes again, a signal is an order. */
  heed(): void;
}

/** Takes the signals over: one that is an order ends the process at once, with 128 + the number of the signal. */
export const stopSignals = (): StopSignals => {
  let heeded = false;
  let ask = (): void => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  for (const [signal, code] of Object.entries(STOPPED_BY))
    process.on(signal, () => {
      if (!heeded) process.exit(code);
      heeded = false;
      ask();
    });
  return {
    asked,
    heed: () => {
      heeded = true;
    },
  };
};
