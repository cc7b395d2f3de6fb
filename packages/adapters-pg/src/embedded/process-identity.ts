import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/** What tells one process from every other: numbers come again, but not with the same start on the same boot. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words; null where the system does not tell. */
  readonly started: string | null;
  /** Of the running system; null where the system does not tell. */
  readonly boot: string | null;
  /** Of the numbers: each container counts its own. Null outside containers. */
  readonly namespace: string | null;
}

const orNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

const IS_LINUX = process.platform === "linux";

const boot = (): string | null =>
  IS_LINUX ? orNull(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()) : null;

/** The namespace that every Linux starts with, PROC_PID_INIT_INO. */
const OUTSIDE = "pid:[4026531836]";

const namespace = (): string | null => {
  const found = IS_LINUX ? orNull(() => readlinkSync("/proc/self/ns/pid")) : null;
  return found === OUTSIDE ? null : found;
};

/** State and start time, proc(5): the 3rd and 22nd field; the 2nd is a name in parentheses, which may hold anything. */
const procStat = (pid: number): { state: string; started: string } | null =>
  orNull(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", started: fields[19] ?? "" };
  });

const psStart = (pid: number): string | null =>
  orNull(() => {
    const told = execFileSync("/bin/ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      // The time of day is that of where the machine is, which may travel.
      env: { LC_ALL: "C", TZ: "UTC0" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    return told.trim();
  });

/** When the process started; null when there is none, or the system does not tell. */
export const startOf = (pid: number, platform = process.platform): string | null => {
  if (platform === "linux") return procStat(pid)?.started ?? null;
  return platform === "win32" ? null : psStart(pid);
};

export const ownIdentity = (): ProcessIdentity => ({
  pid: process.pid,
  started: startOf(process.pid),
  boot: boot(),
  namespace: namespace(),
});

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
};

// A zombie holds nothing any more.
const isDead = (pid: number): boolean => !isThere(pid) || /^[ZXx]/.test((IS_LINUX && procStat(pid)?.state) || "");

/** Whether the process is of the running system, or was; null when only one of the two systems tells which it is. */
export const isOfThisBoot = ({ boot: its }: Pick<ProcessIdentity, "boot">): boolean | null => {
  const ours = boot();
  if (its === ours) return true;
  return its === null || ours === null ? null : false;
};

/**
 * Whether the process lives, stopped ones included; null when it cannot be told from here: it is or was of another
 * system, which may run on beside this one (another machine, a container with a kernel of its own); processes are counted
 * apart from ours (another container); or one of its number is there, and the system does not tell whether it is the same.
 */
export const isAlive = ({ pid, started, ...home }: ProcessIdentity): boolean | null => {
  if (!isOfThisBoot(home)) return null;
  if (home.namespace !== namespace()) return null;
  if (isDead(pid)) return false;
  const now = startOf(pid);
  return started === null || now === null ? null : started === now;
};
