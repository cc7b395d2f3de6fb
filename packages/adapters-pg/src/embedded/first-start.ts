import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { flush } from "./flush.js";
import { MARKER, OURS, UNFINISHED } from "./store-directory.js";
import { UnusableStore } from "./unusable-store.js";

const FRESH = "taskward.new-";
const MARKER_TEXT = "A Taskward store: an embedded PostgreSQL. Change nothing here by hand.\n";

/** Says that whatever is in the directory is not worth keeping, and removes what an earlier try left there. */
const begin = (dir: string): string => {
  writeFileSync(join(dir, UNFINISHED), "The first start of this Taskward store has not ended yet.\n");
  for (const name of readdirSync(dir))
    if (!OURS.test(name) || name.startsWith(FRESH)) rmSync(join(dir, name), { recursive: true, maxRetries: 5 });
  return join(dir, FRESH + randomBytes(6).toString("hex"));
};

// In a process of its own, which gives back the 600 MB that making a database takes for a moment. It works in a place
// of its own, too: should we be killed, it would go on for a while, beside whoever starts next.
const makeFiles = async (place: string): Promise<void> => {
  const script = fileURLToPath(new URL("make-files.js", import.meta.url));
  const maker = spawn(process.execPath, [script, place], { stdio: ["ignore", "ignore", "pipe"] });
  const [, complaint] = await Promise.all([once(maker, "close"), text(maker.stderr)]);
  if (maker.exitCode === 0) return;
  const reason =
    maker.signalCode === null
      ? complaint.trim().slice(-1000)
      : `what makes it was ended by ${maker.signalCode}, as a system does when memory is short: it takes 600 MB for a moment`;
  throw new UnusableStore(`A new store cannot be made in ${place}: ${reason}`);
};

const finish = (dir: string, place: string): void => {
  for (const name of readdirSync(place)) renameSync(join(place, name), join(dir, name));
  rmSync(place, { recursive: true });
  writeFileSync(join(dir, UNFINISHED), MARKER_TEXT);
  for (const path of [join(dir, UNFINISHED), dir]) flush(path);
  renameSync(join(dir, UNFINISHED), join(dir, MARKER));
  flush(dir);
};

/**
 * Makes a store of a directory that is empty, or was left unfinished. Killed at any moment, it leaves one that the next
 * start begins anew. Rejects with `UnusableStore`, and as `lost` says when the directory is lost meanwhile.
 */
export const makeStore = async (dir: string, lost: AbortSignal): Promise<void> => {
  const place = begin(dir);
  await makeFiles(place);
  lost.throwIfAborted();
  finish(dir, place);
};
