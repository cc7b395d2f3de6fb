import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is in a directory, names and contents, in short. */
export const fingerprint = (directory: string): string => {
  const hash = createHash("sha256");
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of files.sort()) hash.update(`${path}\n`).update(readFileSync(path));
  return hash.digest("hex");
};
