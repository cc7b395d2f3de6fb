import { closeSync, fsyncSync, openSync, statSync } from "node:fs";

const IS_WINDOWS = process.platform === "win32";

/** Gets a file, or the names in a directory, out of the system's memory and to the disk. */
export const flush = (path: string): void => {
  // Windows flushes no directory, and needs none flushed; a file it flushes only for who may write it.
  if (IS_WINDOWS && statSync(path).isDirectory()) return;
  const file = openSync(path, IS_WINDOWS ? "r+" : "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};
