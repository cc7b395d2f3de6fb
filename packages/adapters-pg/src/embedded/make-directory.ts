import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Makes a directory and those above it that are not there, for their owner alone. Node.js's own way never ends where a file
 * system says ENOENT of every new directory, as `/proc` does.
 */
export const makeDirectory = (path: string): void => {
  if (isDirectory(path)) return;
  const parent = dirname(path);
  // Where that is a file, the system has the words for it.
  if (!existsSync(parent)) makeDirectory(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!isDirectory(path)) throw error;
  }
};
