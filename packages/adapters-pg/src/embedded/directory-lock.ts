import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isLit, lightBeacon } from "./beacon.js";
import { isAlive, ownIdentity, type ProcessIdentity } from "./process-identity.js";

/** Another process, or another part of this one, has the directory open. */
export class StoreInUse extends Error {
  readonly pid: number;

  constructor(dir: string, { pid, certain }: Pick<Rival, "pid" | "certain">) {
    const doubt = certain ? "" : `, or, when that is no Taskward any more, remove ${join(dir, FOLDER)}`;
    super(`The store ${dir} is in use by process ${pid}; stop that one first${doubt}`);
    this.name = "StoreInUse";
    this.pid = pid;
  }
}

/** Where the claims are: inside the directory, so that whoever sees the directory, by any path or mount, sees them. */
const FOLDER = "taskward.lock";
/** Those who come together agree within so many milliseconds; after twice as many nobody waits any longer. */
const SETTLED = 400;
/** The longest time to step back for, in milliseconds. */
const STEP_BACK = 40;

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

/** Null for what is gone by now, or was broken by a power cut. What cannot be read is an error, never nobody's. */
const readClaim = (path: string): Claim | null => {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Claim;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error && error.code === "ENOENT"))
      return null;
    throw error;
  }
};

/** Who made the claim, if that is one to reckon with; removes it otherwise. */
const rivalOf = async (path: string): Promise<Rival | null> => {
  const claim = readClaim(path);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (claim && stat && claim.inode === stat.ino) {
    const alive = isAlive(claim) ?? (claim.beacon ? await isLit(beaconOf(path)) : null);
    const settled = Date.now() - stat.mtimeMs > SETTLED;
    if (alive !== false) return { pid: claim.pid, settled, certain: alive !== null };
  }
  remove(path);
  return null;
};

const beaconOf = (path: string): string => `${path}.live`;

const remove = (path: string): void => {
  for (const file of [path, beaconOf(path)]) rmSync(file, { force: true });
};

const rivals = async (folder: string, own?: string): Promise<readonly Rival[]> => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".claim") && name !== own);
  const found = await Promise.all(names.map((name) => rivalOf(join(folder, name))));
  return found.filter((rival) => rival !== null);
};

/** The claim appears whole or not at all. */
const write = (path: string, claim: Omit<Claim, "inode">): void => {
  const draft = `${path}.draft`;
  const file = openSync(draft, "wx", 0o600);
  try {
    writeSync(file, JSON.stringify({ ...claim, inode: fstatSync(file).ino } satisfies Claim));
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
};

/** Puts a claim into the folder. It has a name of its own, so that taking away a dead one can never hit a living one. */
const stake = async (folder: string): Promise<{ name: string; withdraw(): void }> => {
  const name = `${process.pid}-${randomBytes(6).toString("hex")}.claim`;
  const path = join(folder, name);
  const identity = ownIdentity();
  // Where the number of a process and its start say enough, there is no need of one.
  const needed = identity.namespace !== null || identity.started === null;
  const putOut = needed ? await lightBeacon(beaconOf(path)) : null;
  const withdraw = (): void => {
    putOut?.();
    remove(path);
  };
  try {
    write(path, { ...identity, beacon: putOut !== null });
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
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const end = performance.now() + 2 * SETTLED;
  let seen: readonly Rival[] = [];
  do {
    seen = await rivals(folder);
    if (seen.length === 0) {
      const { name, withdraw } = await stake(folder);
      seen = await rivals(folder, name);
      if (seen.length === 0) return held(withdraw);
      withdraw();
    }
    if (seen.some(({ settled }) => settled)) break;
    await pause(Math.random() * STEP_BACK);
  } while (performance.now() < end);
  throw new StoreInUse(dir, seen.find(({ settled }) => settled) ?? seen[0] ?? { pid: 0, certain: true });
};

const held = (withdraw: () => void): (() => void) => {
  process.once("exit", withdraw);
  return () => {
    process.off("exit", withdraw);
    withdraw();
  };
};
