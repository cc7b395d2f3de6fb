import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A directory of a test's own, which goes with this process. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), "taskward-test-"));
  made.push(directory);
  return directory;
};

const made: string[] = [];
process.once("exit", () => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});
