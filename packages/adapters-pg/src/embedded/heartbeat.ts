import { closeSync, fstatSync, openSync, utimesSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** How a file tells those who cannot see the process behind it that somebody keeps it up. */
export interface Rhythm {
  /** Milliseconds from one touch to the next. */
  readonly beat: number;
  /** Milliseconds from one look to the next. */
  readonly look: number;
  /** After how many looks a file that did not change counts as left behind. */
  readonly looks: number;
}

/**
 * A touch every second, and five seconds of looking: the embedded PostgreSQL works in the thread that touches, and may
 * keep it for a second or two where the processor is slow.
 */
export const RHYTHM: Rhythm = { beat: 1_000, look: 100, looks: 50 };

/** A file that is kept up is not to look as though it had only just been made. Milliseconds. */
const DATED_BACK = 1_000;

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/** Whether the file is still there. It is never made anew: whoever removed it had a reason. */
const touch = (path: string): boolean => {
  const time = (Date.now() - DATED_BACK) / 1_000;
  try {
    utimesSync(path, time, time);
    return true;
  } catch (error) {
    // Anything else may pass; should others have lost sight of the file meanwhile, it will be missing then.
    return !isMissing(error);
  }
};

/** Touches the file until it is told to stop, or the file is gone: then it calls `lost`, and no more. */
export const beat = (path: string, every: number, lost: () => void): (() => void) => {
  const timer = setInterval(() => {
    if (touch(path)) return;
    clearInterval(timer);
    lost();
  }, every).unref();
  return () => clearInterval(timer);
};

/** Null when it is gone. It is opened for that: what a network's file system says of an open file is fresh. */
const changedAt = (path: string): number | null => {
  try {
    const file = openSync(path, "r");
    try {
      return fstatSync(file).mtimeMs;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/**
 * The first of the files that is touched while they are watched; undefined when none is. Only one time of a file is
 * compared with another, never two clocks. Looks are counted, and not the time: whoever watches may have been stopped
 * together with the one that is watched.
 */
export const firstToBeat = async (paths: readonly string[], { look, looks }: Rhythm): Promise<string | undefined> => {
  const before = paths.map(changedAt);
  for (let looked = 0; looked < looks; looked += 1) {
    await pause(look);
    const now = paths.map(changedAt);
    const beating = paths.find((_, index) => now[index] !== null && now[index] !== before[index]);
    if (beating !== undefined || now.every((time) => time === null)) return beating;
  }
  return undefined;
};
