import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "@taskward/testing";
import { ROOT } from "./pages.js";

/** A folder `taskward` with what a clone has after `npm ci`; no settings and no data that somebody left in this one. */
export const newClone = (): string => {
  const clone = join(temporaryDirectory(), "taskward");
  mkdirSync(clone);
  for (const name of readdirSync(ROOT)) if (!name.startsWith(".")) symlinkSync(join(ROOT, name), join(clone, name));
  return clone;
};
