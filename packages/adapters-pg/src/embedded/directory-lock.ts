import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, mkdirSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isLit, lightBeacon } from "./beacon.js";
import { isAlive, ownIdentity, type ProcessIdentity } from "./process-identity.js";

/** Another process, or another part of this one, has the directory open. */
export class StoreInUse extends Error {
  readonly pid: number;

  constructor(dir: string, { pid, certain }: Pick<Rival, "pid" | "certain">) {
    const doubt = certain ? "" : `, or, when its container is gone, remove ${join(dir, FOLDER)}`;
    super(`The store ${dir} is in use by process ${pid}; stop that one first${doubt}`);
    this.name = "StoreInUse";
    this.pid = pid;
  }
}

/** Where the claims are: inside the directory, so that whoever sees the directory, by any path or mount, sees them. */
const FOLDER = "taskward.lock";
/** Those who come together agree within so many milliseconds, and as many tries at the most. */
const SETTLED = 500;
const TRIES = 30;

interface Claim extends ProcessIdentity {
  /** Of the claim's own file: in a copy of the directory the claim means nothing. */
  readonly inode: number;
  readonly beacon: boolean;
}

interface Rival {
  readonly pid: number;
  /** Whether it has been there for longer than those who come together need to agree. */
  readonly settled: boolean;
  /** Whether it is known to live; false when nobody here can tell. */
  readonly certain: boolean;
}

const readClaim = async (path: string): Promise<Claim | null> => {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Claim;
  } catch {
    return null;
  }
};

/** Who made the claim, if that is one to reckon with; removes it otherwise. */
const rivalOf = async (path: string): Promise<Rival | null> => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  const settled = Date.now() - stat.mtimeMs > SETTLED;
  const claim = await readClaim(path);
  // Either it is being written at this moment, or its writer died over it.
  if (claim === null && !settled) return { pid: 0, settled, certain: true };
  const alive = claim?.inode === stat.ino && (isAlive(claim) ?? (claim.beacon ? await isLit(beaconOf(path)) : null));
  if (claim && alive !== false) return { pid: claim.pid, settled, certain: alive !== null };
  remove(path);
  return null;
};

const beaconOf = (path: string): string => `${path}.live`;

const remove = (path: string): void => {
  for (const file of [path, beaconOf(path)]) rmSync(file, { force: true });
};

const rivals = async (folder: string, own?: string): Promise<readonly Rival[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".claim") && name !== own);
  const found = await Promise.all(names.map((name) => rivalOf(join(folder, name))));
  return found.filter((rival) => rival !== null);
};

const write = (path: string, beacon: boolean): void => {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, JSON.stringify({ ...ownIdentity(), inode: fstatSync(file).ino, beacon } satisfies Claim));
  } finally {
    closeSync(file);
  }
};

/** Puts a claim into the folder. It has a name of its own, so that taking away a dead one can never hit a living one. */
const stake = async (folder: string): Promise<{ name: string; withdraw(): void }> => {
  const name = `${process.pid}-${randomBytes(6).toString("hex")}.claim`;
  const path = join(folder, name);
  const putOut = await lightBeacon(beaconOf(path));
  const withdraw = (): void => {
    putOut?.();
    remove(path);
  };
  try {
    write(path, putOut !== null);
  } catch (error) {
    withdraw();
    throw error;
  }
  return { name, withdraw };
};

/**
 * Makes this process the only one to use the directory until it calls what it gets, or dies; resolves within a second.
 * Rejects with `StoreInUse`. Each puts its claim first and looks around then, so that of two, the later one is certain
 * to see the earlier one: never do both think they are alone. Those who see each other step back and try again.
 */
export const lockDirectory = async (dir: string): Promise<() => void> => {
  const folder = join(dir, FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let seen: readonly Rival[] = [];
  for (let tried = 1; tried <= TRIES; tried++) {
    seen = await rivals(folder);
    if (seen.length === 0) {
      const { name, withdraw } = await stake(folder);
      seen = await rivals(folder, name);
      if (seen.length === 0) return held(withdraw);
      withdraw();
    }
    if (seen.some(({ settled }) => settled)) break;
    await pause(Math.random() * 2 * (SETTLED / TRIES));
  }
  throw new StoreInUse(dir, seen.find(({ settled }) => settled) ?? seen[0] ?? { pid: 0, certain: true });
};

const held = (withdraw: () => void): (() => void) => {
  process.once("exit", withdraw);
  return () => {
    process.off("exit", withdraw);
    withdraw();
  };
};
