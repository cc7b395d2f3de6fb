import { existsSync } from "node:fs";
import { expect } from "chai";
import { isAlive, ownIdentity, startOf } from "../../src/embedded/process-identity.js";

/** More than any system counts to. */
const NOBODY = 2 ** 30;

describe("the identity of a process", () => {
  it("is alive as long as the process is", () => {
    expect(isAlive(ownIdentity())).to.equal(process.platform === "win32" ? null : true);
    expect(isAlive({ ...ownIdentity(), pid: NOBODY })).to.equal(false);
  });

  // What is asked on macOS is there on most systems, if not on the smallest.
  const others: readonly NodeJS.Platform[] = existsSync("/bin/ps") ? ["darwin"] : [];
  if (process.platform !== "win32")
    for (const platform of new Set([process.platform, ...others]))
      it(`has the start of the process as ${platform} tells it`, () => {
        expect(startOf(process.pid, platform))
          .to.be.a("string")
          .and.to.equal(startOf(process.pid, platform))
          .and.not.equal(startOf(1, platform));
        expect(startOf(NOBODY, platform)).to.equal(null);
      });

  it("leaves open whether a process of another system lives, which may run on beside this one", () => {
    for (const boot of process.platform === "linux" ? ["another", null] : ["another"])
      expect(isAlive({ ...ownIdentity(), boot })).to.equal(null);
  });

  it("leaves open whether a process of that number is the same, where the system does not tell", () => {
    expect(startOf(process.pid, "win32")).to.equal(null);
    expect(isAlive({ ...ownIdentity(), started: null })).to.equal(null);
  });
});
