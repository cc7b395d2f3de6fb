import { expect } from "chai";
import { DomainError, invalid, refusal, taskNotFound, userId } from "../src/index.js";

const [ann, bob] = [userId("ann"), userId("bob")];

describe("refusal", () => {
  it("hides somebody else's task as if there were none", () => {
    for (const owner of [bob, ann, null]) {
      const { code, message } = refusal("hide", ann, owner);
      expect({ code, message }).to.deep.equal({ code: "not_found", message: taskNotFound().message });
    }
  });

  it("forbids somebody else's task where that is wanted, and still finds none where there is none", () => {
    expect(refusal("forbid", ann, bob).code).to.equal("forbidden");
    expect(refusal("forbid", ann, null).code).to.equal("not_found");
    expect(refusal("forbid", ann, ann).code).to.equal("not_found");
  });
});

describe("DomainError", () => {
  it("names each field at fault in its message, its cause, and when to try again", () => {
    const error = invalid({ path: "title", message: "is bad" }, { path: "q", message: "is worse" });
    expect(error.message).to.equal("title is bad; q is worse");
    const cause = new Error("reset");
    const away = new DomainError("unavailable", "away", { cause, retryAfter: 2 });
    expect(away).to.include({ cause, retryAfter: 2, name: "DomainError" });
    expect(away.faults).to.deep.equal([]);
    expect(away).to.be.instanceOf(Error);
    expect(new DomainError("unavailable", "away")).to.not.have.property("cause");
  });
});
