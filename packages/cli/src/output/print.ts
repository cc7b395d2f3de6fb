import { Ended } from "../exit.js";

/** 128 + SIGPIPE: how a program ends in a shell whose output nobody reads to the end. */
const NOBODY_READS = 141;

// The write that failed tells of it; the event would end the process with a stack.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

/** Writes to standard output; resolves when it has been taken, so that nothing piles up before a slow reader. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error) resolve();
      else reject(error.code === "EPIPE" ? new Ended(NOBODY_READS) : error);
    });
  });

/** Says something to people beside the output: it goes to standard error. */
export const note = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};
