import { expect } from "chai";
import { at } from "../src/contracts/moments.js";
import { refusalOf, refused } from "../src/contracts/refused.js";
import { newUser } from "../src/contracts/stage.js";
import { signIn } from "../src/index.js";
import { accountScene } from "./account-scene.js";

const ADDRESS = "::1";
const email = "ann@example.com";
const right = { email, password: "correct horse" };
const wrong = { email, password: "wrong horse" };

/** The scene with Ann's account in it, whose hash is as new as `kind` says. */
const annsScene = async (kind: "new" | "old" = "new") => {
  const scene = accountScene();
  const ann = await scene.credentials.register(newUser("ann", { email }), `${kind}:${right.password}`, at(0));
  return { ...scene, ann };
};

describe("signIn", () => {
  it("lets in who knows the password, however the e-mail is written", async () => {
    const { signIn, ann, asked } = await annsScene();
    for (const spelling of [email, " ANN@Example.COM "])
      expect(await signIn({ ...right, email: spelling }, ADDRESS)).to.deep.equal({
        user: ann,
        token: `token of ${ann.id}`,
        expiresAt: at(9),
      });
    const once = [`attempt ${email} ::1`, "verify new:correct horse", `succeeded ${email} ::1`];
    expect(asked).to.deep.equal([...once, ...once]);
  });

  it("says the same after the same work for a wrong password and for an unknown e-mail", async () => {
    const { signIn, asked, credentials, users } = await annsScene();
    await users.admit(newUser("bob", { email: "bob@example.com" }), at(0));
    const told = [];
    const work = [];
    for (const [i, attempt] of [
      wrong,
      ...["eve@example.com", "bob@example.com", "nonsense", ""].map((email) => ({ ...right, email })),
    ].entries()) {
      asked.length = 0;
      const { code, message, faults, retryAfter } = await refusalOf(signIn(attempt, ADDRESS));
      expect(message).to.equal("The e-mail address or the password is wrong");
      told.push({ code, message, faults, retryAfter });
      work.push(asked.map((question) => question.split(" ")[0]));
      expect(asked[1]).to.equal(i === 0 ? "verify new:correct horse" : "verify null");
    }
    for (const each of told) expect(each).to.deep.equal({ ...told[0], code: "unauthenticated" });
    for (const each of work) expect(each).to.deep.equal(["attempt", "verify"]);
    expect((await credentials.find(email))?.hash).to.equal("new:correct horse");
  });

  it("counts the try before it looks at the password, and refuses even the right one after too many", async () => {
    const { signIn, asked, fail } = await annsScene();
    fail("attempt", "rate_limited");
    expect(await refused(signIn(right, ADDRESS))).to.equal("rate_limited");
    expect(asked).to.deep.equal([`attempt ${email} ::1`]);
  });

  it("takes a try back that could not be judged", async () => {
    const { signIn, asked, fail } = await annsScene();
    for (const code of ["unavailable", "rate_limited"] as const) {
      asked.length = 0;
      fail("verify", code);
      expect(await refused(signIn(wrong, ADDRESS))).to.equal(code);
      expect(asked.at(-1)).to.equal(`release ${email} ::1`);
    }
  });

  it("takes a try back when the account could not be looked up", async () => {
    const { signIn, asked, close } = await annsScene();
    await close();
    expect(await refused(signIn(right, ADDRESS))).to.equal("unavailable");
    expect(asked).to.deep.equal([`attempt ${email} ::1`, `release ${email} ::1`]);
  });

  it("takes a right try back that is still counted, and says why it let nobody in", async () => {
    const { signIn, asked, fail } = await annsScene();
    fail("succeeded", "unavailable");
    expect(await refused(signIn(right, ADDRESS))).to.equal("unavailable");
    expect(asked.slice(2)).to.deep.equal([`succeeded ${email} ::1`, `release ${email} ::1`]);
  });

  it("says why a try failed, not that it could not be taken back", async () => {
    const { signIn, fail } = await annsScene();
    fail("verify", "rate_limited");
    fail("release", "unavailable");
    expect(await refused(signIn(right, ADDRESS))).to.equal("rate_limited");
  });

  it("keeps a wrong try counted", async () => {
    const { signIn, asked } = await annsScene();
    await refused(signIn(wrong, ADDRESS));
    expect(asked.filter((question) => /release|succeeded/.test(question))).to.deep.equal([]);
  });

  it("tells of a disabled account only who knows its password", async () => {
    const { signIn, users, ann } = await annsScene();
    await users.shut(ann.id, at(1));
    expect(await refused(signIn(wrong, ADDRESS))).to.equal("unauthenticated");
    expect(await refusalOf(signIn(right, ADDRESS))).to.include({
      code: "forbidden",
      message: "This account is disabled",
    });
  });

  it("hashes a password again when its hash is outdated, and only then", async () => {
    const { signIn, credentials, asked } = await annsScene("old");
    await signIn(right, ADDRESS);
    expect((await credentials.find(email))?.hash).to.equal("new:correct horse");
    await signIn(right, ADDRESS);
    expect(asked.filter((question) => question === "hash")).to.have.length(1);
  });

  it("never hashes a wrong password", async () => {
    const { signIn, credentials, asked } = await annsScene("old");
    await refused(signIn(wrong, ADDRESS));
    expect(asked).not.to.include("hash");
    expect((await credentials.find(email))?.hash).to.equal("old:correct horse");
  });

  it("lets the owner in though the new hash has to wait", async () => {
    for (const code of ["unavailable", "rate_limited"] as const) {
      const { signIn, credentials, fail, ann } = await annsScene("old");
      fail("hash", code);
      expect((await signIn(right, ADDRESS)).user).to.deep.equal(ann);
      expect((await credentials.find(email))?.hash).to.equal("old:correct horse");
    }
  });

  it("does not hide a bug in hashing behind a hash that has to wait", async () => {
    const scene = await annsScene("old");
    const bug = new Error("bug");
    const hasher = { ...scene.hasher, hash: () => Promise.reject(bug) };
    const seen = await signIn({ ...scene, hasher })(right, ADDRESS).catch((error: unknown) => error);
    expect(seen).to.equal(bug);
  });

  it("lets nobody in with the account of an erased user", async () => {
    const { signIn, users, ann } = await annsScene();
    await users.erase(ann.id, at(1));
    expect(await refused(signIn(right, ADDRESS))).to.equal("unauthenticated");
  });
});
