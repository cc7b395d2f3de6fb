/** How a command ends: done; refused or failed; wrong usage; the server's storage can go on no more (EX_SOFTWARE). */
export const EXIT = { done: 0, failed: 1, usage: 2, storageFailed: 70 } as const;

/** Ends the command with this exit code; whatever there was to say has been said. */
export class Ended extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`Ended with exit code ${exitCode}`);
    this.name = "Ended";
    this.exitCode = exitCode;
  }
}
