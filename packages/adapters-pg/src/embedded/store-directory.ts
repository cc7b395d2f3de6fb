import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { explained, UnusableStore } from "./unusable-store.js";

/** The PostgreSQL that PGlite is: its major version, and the version of its control file. */
const MAJOR = 18;
const CONTROL_VERSION = 1800;
const CONTROL_SIZE = 8192;

/** The size of a file of the write-ahead log, in MiB. Small ones suit a small store: each is made, and filled, at once. */
export const WAL_SEGMENT = 1;

/** Tells that the directory is a Taskward store, complete from its first start on. */
export const MARKER = "taskward.store";
/** There instead while the first start is under way: then nothing in the directory is worth keeping. */
export const UNFINISHED = "taskward.unfinished";
/** Names that are Taskward's own, beside PostgreSQL's files. */
export const OURS = /^taskward\./;

/** Bytes that have to be free: to make a store, and to open one. */
const ROOM = { new: 64 * 2 ** 20, old: 8 * 2 ** 20 };

export type StoreState = "empty" | "unfinished" | "complete";

const damaged = (dir: string, what: string): UnusableStore =>
  new UnusableStore(
    `The store ${dir} is damaged: ${what}. Restore it from a backup, or move it away to start with an empty one`,
  );

const checkVersion = (dir: string): void => {
  const path = join(dir, "PG_VERSION");
  const version = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  if (!/^\d+$/.test(version)) throw damaged(dir, "PG_VERSION is missing or unreadable");
  if (Number(version) !== MAJOR)
    throw new UnusableStore(
      `The store ${dir} is of PostgreSQL ${version}, and this Taskward brings PostgreSQL ${MAJOR}: ` +
        "export with the Taskward that made it, then import into an empty directory",
    );
};

const checkControl = (dir: string): void => {
  const path = join(dir, "global", "pg_control");
  const control = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  if (control.length !== CONTROL_SIZE || control.readUInt32LE(8) !== CONTROL_VERSION)
    throw damaged(dir, "global/pg_control is missing or broken");
};

/** PostgreSQL takes a log that was cut off for one that ends there, and what was acknowledged after that would be lost. */
const checkLog = (dir: string): void => {
  const folder = join(dir, "pg_wal");
  const segments = existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9A-F]{24}$/.test(name)) : [];
  if (segments.length === 0) throw damaged(dir, "the write-ahead log is missing");
  for (const name of segments)
    if (statSync(join(folder, name)).size !== WAL_SEGMENT * 2 ** 20)
      throw damaged(dir, `pg_wal/${name}, a part of the write-ahead log, was cut off`);
};

/** Says what the directory, which exists, is. Throws `UnusableStore` unless Taskward may use it; writes nothing. */
export const stateOf = (dir: string): StoreState => {
  const names = listed(dir);
  if (names.includes(UNFINISHED)) return "unfinished";
  if (names.includes(MARKER)) {
    for (const check of [checkVersion, checkControl, checkLog]) check(dir);
    return "complete";
  }
  if (names.every((name) => OURS.test(name))) return "empty";
  throw new UnusableStore(
    `The directory ${dir} is not empty and not a Taskward store: name an empty directory, or one that does not exist yet`,
  );
};

const listed = (dir: string): readonly string[] => {
  try {
    return readdirSync(dir);
  } catch (error) {
    throw explained(dir, error);
  }
};

/** Rejects with `UnusableStore` when the disk has no room for the store to work in. */
export const requireRoom = async (dir: string, state: StoreState): Promise<void> => {
  const { bavail, bsize } = await statfs(dir);
  const needed = state === "complete" ? ROOM.old : ROOM.new;
  if (bavail * bsize < needed)
    throw new UnusableStore(
      `The disk is full: the store ${dir} needs at least ${needed / 2 ** 20} MiB free; make room, nothing has been lost`,
    );
};
