import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LIBRARIES = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
];

const library = (): string | undefined => LIBRARIES.find((path) => existsSync(path));

/** Why no clock can be faked here; null when it can. */
export const noFakeClock = (): string | null =>
  library() === undefined ? "libfaketime is not installed: apt-get install libfaketime" : null;

/** The clock of processes that are started with its environment. */
export interface FakeClock {
  readonly env: Readonly<Record<string, string>>;
  /** Seconds that it is ahead of the machine's. */
  readonly ahead: number;
  /** What it shows now, in seconds since 1970. */
  now(): number;
  /** Puts it so many seconds ahead of the machine's, at once, in every process. */
  set(ahead: number): void;
}

export const fakeClock = (directory: string, ahead = 0): FakeClock => {
  const file = join(directory, "clock");
  let offset = ahead;
  const set = (seconds: number): void => {
    offset = seconds;
    writeFileSync(file, `${seconds < 0 ? "" : "+"}${seconds}\n`);
  };
  set(ahead);
  return {
    env: {
      LD_PRELOAD: library() ?? "",
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      // A step of the wall clock is none of the monotonic one: timers go on.
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      // Files keep the times that they had.
      NO_FAKE_STAT: "1",
    },
    get ahead() {
      return offset;
    },
    now: () => Date.now() / 1000 + offset,
    set,
  };
};
