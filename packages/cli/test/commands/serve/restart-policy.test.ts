import { expect } from "chai";
import { RestartPolicy } from "../../../src/commands/serve/restart-policy.js";

describe("restarting a process that ended", () => {
  it("is done at once when it served for long", () => {
    const policy = new RestartPolicy();
    for (let n = 0; n < 20; n++) expect(policy.after(0, 60_000)).to.equal(0);
  });

  it("is done after pauses that grow when it ended soon, and given up in the end", () => {
    const policy = new RestartPolicy();
    expect(policy.after(0, 60_000)).to.equal(0);
    expect([1, 2, 3, 4, 5].map(() => policy.after(0, 50))).to.deep.equal([100, 200, 400, 800, null]);
  });

  it("begins with the shortest pause again after one that served for long", () => {
    const policy = new RestartPolicy();
    expect([policy.after(0, 50), policy.after(null, 50)]).to.deep.equal([100, 200]);
    expect(policy.after(0, 60_000)).to.equal(0);
    expect(policy.after(0, 50)).to.equal(100);
  });

  it("is not tried when none has ever served", () => {
    expect(new RestartPolicy().after(null)).to.equal(null);
  });
});
