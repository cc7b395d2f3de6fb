import { userId } from "@taskward/domain";
import { expect } from "chai";
import { at } from "../src/contracts/moments.js";
import { refusalOf, refused, tally, together } from "../src/contracts/refused.js";
import { createUser as createUserOf } from "../src/index.js";
import { accountScene } from "./account-scene.js";

const input = { email: " Ann@Example.com ", password: "correct horse", name: " Ann " };

describe("signUp", () => {
  it("opens an account in normal form and lets its owner in at once", async () => {
    const { signUp, credentials } = accountScene();
    const user = { id: "user-1", email: "ann@example.com", name: "Ann", createdAt: at(1), disabledAt: null };
    expect(await signUp(input, "::1")).to.deep.equal({ user, token: "token of user-1", expiresAt: at(9) });
    expect(await credentials.find("ann@example.com")).to.deep.equal({ user, hash: "new:correct horse" });
  });

  it("refuses what cannot be an account before it counts or hashes anything, and names every field at fault", async () => {
    const { signUp, asked, users } = accountScene();
    for (const password of ["short", "password1", "x".repeat(129), "ann@example.com"])
      expect(await refused(signUp({ ...input, password }, "::1"))).to.equal("invalid");
    const { faults } = await refusalOf(signUp({ email: "ann", password: "short", name: "x".repeat(201) }, "::1"));
    expect(faults.map(({ path }) => path)).to.deep.equal(["email", "name", "password"]);
    expect(asked).to.deep.equal([]);
    expect(await users.list(10)).to.deep.equal([]);
  });

  it("asks the limit before it hashes", async () => {
    const { signUp, asked, fail, users } = accountScene();
    fail("take", "rate_limited");
    expect(await refused(signUp(input, "::1"))).to.equal("rate_limited");
    expect(asked).to.deep.equal(["take ::1 ann@example.com"]);
    expect(await users.list(10)).to.deep.equal([]);
  });

  it("keeps nothing when the password cannot be hashed", async () => {
    const { signUp, fail, users } = accountScene();
    fail("hash", "rate_limited");
    expect(await refused(signUp(input, "::1"))).to.equal("rate_limited");
    expect(await users.list(10)).to.deep.equal([]);
  });

  it("opens one account out of 20 sign-ups with one e-mail sent together, in whatever case", async () => {
    const { signUp, users } = accountScene();
    const together20 = together(20, (i) => signUp({ ...input, email: i % 2 ? "ANN@example.com" : input.email }, "::1"));
    expect(await tally(together20)).to.deep.equal({ done: 1, conflict: 19 });
    expect(await users.list(10)).to.have.length(1);
  });
});

describe("createUser", () => {
  it("makes a user without a password, who has no local account", async () => {
    const { createUser, credentials, asked } = accountScene();
    expect(await createUser({})).to.deep.equal({
      id: "user-1",
      email: null,
      name: null,
      createdAt: at(1),
      disabledAt: null,
    });
    const cyd = await createUser({ id: userId("cyd"), email: "Cyd@Example.com", name: " Cyd " });
    expect(cyd).to.include({ id: "cyd", email: "cyd@example.com", name: "Cyd" });
    expect(await credentials.find("cyd@example.com")).to.equal(null);
    expect(asked).to.deep.equal([]);
  });

  it("makes a local account with a password, under the rules of a sign-up", async () => {
    const { createUser, signIn } = accountScene();
    expect(await createUser(input)).to.include({ email: "ann@example.com" });
    expect(await signIn(input, "::1")).to.include({ token: "token of user-1" });
    for (const bad of [{ ...input, password: "short" }, { password: input.password }, { email: "ann" }])
      expect(await refused(createUser(bad))).to.equal("invalid");
  });

  it("makes no local account where nobody signs in with a password, nor one without an e-mail", async () => {
    const { users, ids, clock, createUser } = accountScene();
    const without = createUserOf({ users, ids, clock, passwords: null });
    expect((await refusalOf(without(input))).faults).to.deep.equal([
      { path: "password", message: "is of no use, for local accounts are off (LOCAL_ACCOUNTS)" },
    ]);
    expect((await refusalOf(createUser({ password: input.password }))).faults).to.have.nested.property(
      "[0].path",
      "email",
    );
    expect(await users.list(10)).to.deep.equal([]);
  });

  it("refuses an id or an e-mail that is taken", async () => {
    const { createUser } = accountScene();
    await createUser({ id: userId("cyd"), email: "cyd@example.com" });
    for (const taken of [{ id: userId("cyd") }, { email: "CYD@example.com" }, { ...input, email: "cyd@example.com" }])
      expect(await refused(createUser(taken))).to.equal("conflict");
  });
});
