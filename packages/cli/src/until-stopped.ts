const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Resolves when the process is asked to stop. Asked once more it stops at once, with 128 + the number of the signal. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false;
    for (const [signal, code] of Object.entries(CODES))
      process.on(signal, () => {
        if (asked) process.exit(code);
        asked = true;
        resolve();
      });
  });
