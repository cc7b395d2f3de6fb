import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// In a run of all tests everything is in one place, which goes with the run: a process that ends has but a second.
const { TEST_PLACE: place } = process.env;
const made: string[] = [];
process.once("exit", () => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

/** A directory of a test's own, which goes with this process, or with the run of which it is a part. */
export const temporaryDirectory = (): string => {
  if (place) return mkdtempSync(join(place, "t-"));
  const directory = mkdtempSync(join(tmpdir(), "taskward-test-"));
  made.push(directory);
  return directory;
};
