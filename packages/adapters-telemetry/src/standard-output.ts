import { Output } from "./output.js";
import { pretty } from "./pretty.js";

/** Where finished lines go. */
export interface Lines {
  write(line: string): void;
  /** Lines lost so far. */
  readonly dropped: number;
  /** Writes what is left, for at most a second. */
  close(): Promise<void>;
}

/** Standard output. Unless `format` says otherwise, a terminal gets lines for people, anything else JSON as it is. */
export const standardOutput = (format: "json" | "pretty" | null): Lines => {
  // Asking for the stream, not for descriptor 1, is what makes Node set a pipe to non-blocking.
  const { fd, isTTY } = process.stdout;
  const output = new Output(fd);
  if ((format ?? (isTTY ? "pretty" : "json")) === "json") return output;
  const coloured = isTTY && process.stdout.hasColors();
  return {
    write: (line) => output.write(pretty(line, coloured)),
    get dropped() {
      return output.dropped;
    },
    close: () => output.close(),
  };
};
