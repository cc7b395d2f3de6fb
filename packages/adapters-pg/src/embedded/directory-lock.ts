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
import { beat, firstToBeat, RHYTHM, type Rhythm } from "./heartbeat.js";
import { isAlive, isOfThisBoot, ownIdentity, type ProcessIdentity } from "./process-identity.js";
import { UnusableStore } from "./unusable-store.js";

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

/** The directory is this process's alone. */
export interface Lock {
  /** Aborts when the claim was taken away: from then on somebody else may have the directory, and nothing may be written. */
  readonly lost: AbortSignal;
  release(): void;
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
  const here = claim && isOfThisBoot(claim);
  // Another system's clock, file numbers and sockets say nothing here. A claim of one that is known was seen to be kept
  // up, or has come since.
  if (claim && !here) return { pid: claim.pid, settled: false, certain: here === false };
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

const claimsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".claim"))
    .map((name) => join(folder, name));

const rivals = async (folder: string, own?: string): Promise<readonly Rival[]> => {
  const found = await Promise.all(
    claimsIn(folder)
      .filter((path) => path !== own)
      .map(rivalOf),
  );
  return found.filter((rival) => rival !== null);
};

/**
 * Another boot is this machine's last one, whose processes are dead, or another system's that shares the directory, whose
 * processes may live and cannot be seen from here. So claims from there are watched, and removed when nobody keeps them up.
 */
const outwait = async (dir: string, rhythm: Rhythm): Promise<void> => {
  const foreign = claimsIn(join(dir, FOLDER)).flatMap((path) => {
    const claim = readClaim(path);
    return claim && isOfThisBoot(claim) === false ? [{ path, pid: claim.pid }] : [];
  });
  if (foreign.length === 0) return;
  const paths = foreign.map(({ path }) => path);
  const beating = await firstToBeat(paths, rhythm);
  const owner = foreign.find(({ path }) => path === beating);
  if (owner) throw new StoreInUse(dir, { pid: owner.pid, certain: true });
  for (const path of paths) remove(path);
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
const stake = async (folder: string): Promise<{ path: string; withdraw(): void }> => {
  const path = join(folder, `${process.pid}-${randomBytes(6).toString("hex")}.claim`);
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
  return { path, withdraw };
};

/**
 * Makes this process the only one to use the directory until it releases it, loses it, or dies. Rejects with `StoreInUse`.
 * Takes a second at most, but as long as the rhythm says where a claim was left in another boot. Each puts its claim first
 * and looks around then, so that of two, the later one is certain to see the earlier one: never do both think they are
 * alone. Those who see each other step back and try again.
 */
export const lockDirectory = async (dir: string, rhythm: Rhythm = RHYTHM): Promise<Lock> => {
  const folder = join(dir, FOLDER);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  await outwait(dir, rhythm);
  const end = performance.now() + 2 * SETTLED;
  let seen: readonly Rival[] = [];
  do {
    seen = await rivals(folder);
    if (seen.length === 0) {
      const claim = await stake(folder);
      seen = await rivals(folder, claim.path);
      if (seen.length === 0) return held(dir, claim, rhythm);
      claim.withdraw();
    }
    if (seen.some(({ settled }) => settled)) break;
    await pause(Math.random() * STEP_BACK);
  } while (performance.now() < end);
  throw new StoreInUse(dir, seen.find(({ settled }) => settled) ?? seen[0] ?? { pid: 0, certain: true });
};

const held = (dir: string, claim: { path: string; withdraw(): void }, rhythm: Rhythm): Lock => {
  const losing = new AbortController();
  const rest = beat(claim.path, rhythm.beat, () => losing.abort(lossOf(dir)));
  const release = (): void => {
    rest();
    process.off("exit", release);
    claim.withdraw();
  };
  process.once("exit", release);
  return { lost: losing.signal, release };
};

const lossOf = (dir: string): UnusableStore =>
  new UnusableStore(
    `The store ${dir} is no longer locked by this process: its claim in ${join(dir, FOLDER)} was removed, by hand or by ` +
      "another system that took it for dead because it stood still for seconds; start it again",
  );
