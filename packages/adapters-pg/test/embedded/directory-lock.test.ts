import { once } from "node:events";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { lightBeacon } from "../../src/embedded/beacon.js";
import { lockDirectory, StoreInUse } from "../../src/embedded/directory-lock.js";
import { UnusableStore } from "../../src/embedded/unusable-store.js";
import { type Child, startChild } from "../support/child.js";

/** Soon tired of looking at what does not change. */
const HASTY = { beat: 10, look: 10, looks: 3 };
/** Looks until something changes, if anything is going to. */
const PATIENT = { ...HASTY, looks: 3_000 };

/** Who holds the directory: a pid, or null when it could be had (and was given back at once). */
const holderOf = async (directory: string, rhythm = HASTY): Promise<number | null> => {
  try {
    const { release } = await lockDirectory(directory, rhythm);
    release();
    return null;
  } catch (error) {
    if (error instanceof StoreInUse) return error.pid;
    throw error;
  }
};

const claimsIn = (directory: string): string[] => {
  const folder = join(directory, "taskward.lock");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".claim"))
    .map((name) => join(folder, name));
};

/** Makes the claim look as it does to another system, or, with null, where one of the two does not tell which it is. */
const seenFrom = (boot: string | null, directory: string, alteration: object = {}): void => {
  const [path = ""] = claimsIn(directory);
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...alteration, boot }));
};

describe("the lock of a directory", () => {
  let directory: string;

  beforeEach(() => {
    directory = temporaryDirectory();
  });

  const held = async (): Promise<Child> => {
    const child = startChild("hold-lock", directory);
    expect(await child.line()).to.equal("locked");
    return child;
  };
  const abandoned = async (): Promise<Child> => {
    const child = await held();
    child.kill("SIGKILL");
    await child.ended;
    return child;
  };

  it("keeps another process out, and names the one that has it", async () => {
    const ann = await held();
    const bob = startChild("hold-lock", directory);
    expect(await bob.line()).to.equal(String(ann.pid));
    ann.kill("SIGKILL");
  });

  it("keeps this process itself from having the directory twice", async () => {
    const { release } = await lockDirectory(directory);
    expect(await holderOf(directory)).to.equal(process.pid);
    release();
    expect(await holderOf(directory)).to.equal(null);
  });

  it("is never taken from a process that was stopped", async () => {
    const ann = await held();
    ann.kill("SIGSTOP");
    expect(await holderOf(directory)).to.equal(ann.pid);
    ann.kill("SIGKILL");
  });

  it("ends with the process that has it, killed or not", async () => {
    await abandoned();
    expect(await holderOf(directory)).to.equal(null);
    expect(claimsIn(directory)).to.deep.equal([]);
  });

  it("is had by one alone of many who want it at once", async () => {
    await abandoned();
    const children = Array.from({ length: 6 }, () => startChild("hold-lock", directory));
    const answers = await Promise.all(children.map((child) => child.line()));
    for (const child of children) child.kill("SIGKILL");
    const winner = children[answers.indexOf("locked")];
    expect(answers.filter((answer) => answer === "locked")).to.have.length(1);
    expect(new Set(answers)).to.deep.equal(new Set(["locked", String(winner?.pid)]));
  });

  const CLAIMS_OF_NOBODY: Readonly<Record<string, (claim: Record<string, unknown>) => unknown>> = {
    "an earlier process with the same number": (claim) => ({ ...claim, started: "1" }),
    "a process from before the system was started": (claim) => ({ ...claim, boot: "another" }),
    "a container that is gone": (claim) => ({ ...claim, namespace: "pid:[1]", beacon: true }),
    "an earlier process with the same number, where nobody tells when one started": (claim) => ({
      ...claim,
      started: null,
      beacon: true,
    }),
    "a process that died over writing it": () => undefined,
  };

  for (const [whose, altered] of Object.entries(CLAIMS_OF_NOBODY))
    it(`is not kept by the claim of ${whose}`, async () => {
      if (process.platform !== "linux") return;
      await abandoned();
      const [path = ""] = claimsIn(directory);
      const claim = { ...JSON.parse(readFileSync(path, "utf8")), pid: process.pid };
      writeFileSync(path, JSON.stringify(altered(claim)) ?? "{");
      expect(await holderOf(directory)).to.equal(null);
    });

  const WITHOUT_PROOF: Readonly<Record<string, object>> = {
    "a container": { namespace: "pid:[1]" },
    "a process, where the system does not tell which it is,": { boot: null },
    "a process, where nobody tells when it started,": { pid: process.pid, started: null },
  };

  for (const [whose, alteration] of Object.entries(WITHOUT_PROOF))
    for (const beacon of [true, false])
      it(`is kept by the claim of ${whose} ${beacon ? "that is alive" : "of which nobody knows"}`, async () => {
        await abandoned();
        const [path = ""] = claimsIn(directory);
        const claim = { ...JSON.parse(readFileSync(path, "utf8")), ...alteration, beacon };
        const putOut = beacon ? await lightBeacon(`${path}.live`) : null;
        writeFileSync(path, JSON.stringify(claim));
        expect(await holderOf(directory)).to.equal(claim.pid);
        putOut?.();
      });

  it("is kept by a process of which nobody tells whether it is of this system, for its beacon may be out of sight", async () => {
    if (process.platform !== "linux") return;
    const ann = await abandoned();
    seenFrom(null, directory, { inode: 0, beacon: true });
    expect(await holderOf(directory)).to.equal(ann.pid);
  });

  it("is kept by a process that only another system sees, as long as it lives", async () => {
    if (process.platform !== "linux") return;
    const ann = await held();
    // As files may have other numbers there, and sockets do not reach that far.
    seenFrom("another", directory, { inode: 0, beacon: true });
    expect(await holderOf(directory, PATIENT)).to.equal(ann.pid);
    ann.kill("SIGKILL");
    await ann.ended;
    expect(await holderOf(directory)).to.equal(null);
  });

  it("is lost, and never written anew, when another system took its process for dead", async () => {
    if (process.platform !== "linux") return;
    const ann = await held();
    seenFrom("another", directory);
    ann.kill("SIGSTOP");
    const { release } = await lockDirectory(directory, HASTY);
    const claims = claimsIn(directory);
    ann.kill("SIGCONT");
    expect(await ann.line()).to.equal("lost");
    expect(claimsIn(directory)).to.deep.equal(claims);
    release();
    ann.kill("SIGKILL");
  });

  it("tells its holder when the claim is removed", async () => {
    const { lost, release } = await lockDirectory(directory, HASTY);
    const told = once(lost, "abort");
    rmSync(join(directory, "taskward.lock"), { recursive: true });
    await told;
    expect(lost.reason).to.be.instanceOf(UnusableStore).with.property("message").that.includes("no longer locked");
    expect(existsSync(join(directory, "taskward.lock"))).to.equal(false);
    release();
  });

  it("is not in a copy of the directory", async () => {
    const ann = await held();
    const copy = join(temporaryDirectory(), "copy");
    cpSync(directory, copy, { recursive: true });
    expect(await holderOf(copy)).to.equal(null);
    ann.kill("SIGKILL");
  });
});
