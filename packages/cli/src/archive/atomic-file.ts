import { randomBytes } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileFault } from "./file-fault.js";

const missing = (error: unknown): null => {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
};

/** Whether there is a file at the path. Rejects when there is something else, which must not be replaced. */
export const isFile = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(missing);
  if (found !== null && !found.isFile()) throw new Error(`${path} is there already, and no file`);
  return found !== null;
};

/**
 * Writes a file that appears under its name when it is complete, or not at all; only its owner may read it. What `work`
 * rejects with leaves nothing behind, and a file of that name as it was.
 */
export const writeAtomically = async <T>(
  path: string,
  work: (write: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> => {
  const target = (await realpath(path).catch(missing)) ?? path;
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}.${randomBytes(4).toString("hex")}`);
  let file: FileHandle | undefined;
  try {
    file = await open(fresh, "wx", 0o600);
    const result = await work(file.appendFile.bind(file));
    await file.sync();
    await file.close();
    await rename(fresh, target);
    return result;
  } catch (error) {
    await file?.close().catch(() => {});
    await rm(fresh, { force: true });
    throw fileFault(path, "written", error);
  }
};
