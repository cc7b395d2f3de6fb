import type { UserId } from "@taskward/domain";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { Storage } from "../ports/storage.js";
import { at } from "./moments.js";
import { refused, tally, together } from "./refused.js";
import { newEmail, newUser, type Stage, setStage } from "./stage.js";

const HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

const describeRegistering = (stage: Stage): void => {
  it("registers a user together with the hash, and finds both by the e-mail", async () => {
    const { credentials, users } = stage;
    const email = newEmail("cyd");
    const user = newUser("cyd", { email, name: "Cyd" });
    const cyd = await credentials.register(user, HASH, at(1.5));
    expect(cyd).to.deep.equal({ ...user, createdAt: at(1.5), disabledAt: null });
    expect(await credentials.find(email)).to.deep.equal({ user: cyd, hash: HASH });
    expect(await users.find(cyd.id)).to.deep.equal(cyd);
  });

  it("finds no account for an unknown e-mail, nor for a user who came with a token only", async () => {
    const { credentials, users } = stage;
    const email = newEmail("cyd");
    await users.admit(newUser("cyd", { email }), at(0));
    for (const text of [email, newEmail("nobody"), "", "%", email.replace("@", "_")])
      expect(await credentials.find(text)).to.equal(null);
  });

  it("refuses an e-mail or an id that is taken, and leaves nothing half done", async () => {
    const { credentials, users, bob } = stage;
    const email = newEmail("cyd");
    const cyd = await credentials.register(newUser("cyd", { email }), HASH, at(0));
    const dan = newUser("dan", { email });
    expect(await refused(credentials.register(dan, "$other$", at(1)))).to.equal("conflict");
    expect(await users.find(dan.id)).to.equal(null);
    const free = newEmail("free");
    for (const id of [cyd.id, bob])
      expect(await refused(credentials.register({ id, email: free, name: null }, "$other$", at(1)))).to.equal(
        "conflict",
      );
    expect(await credentials.find(free)).to.equal(null);
    expect(await credentials.find(email)).to.deep.equal({ user: cyd, hash: HASH });
    expect(await credentials.register({ ...dan, email: free }, HASH, at(2))).to.include({ id: dan.id });
  });

  it("lets one of 20 win who register one e-mail together, and leaves nothing of the others", async () => {
    const { credentials, users } = stage;
    const email = newEmail("cyd");
    const ids = together(20, async () => newUser("cyd").id);
    const runners = await Promise.all(ids);
    const race = together(20, (i) =>
      credentials.register({ id: runners[i] as UserId, email, name: null }, `$hash${i}$`, at(0)),
    );
    expect(await tally(race)).to.deep.equal({ done: 1, conflict: 19 });
    const found = await Promise.all(runners.map((id) => users.find(id)));
    const winner = found.findIndex((user) => user !== null);
    expect(found.filter((user) => user !== null)).to.have.length(1);
    expect(await credentials.find(email)).to.deep.equal({ user: found[winner], hash: `$hash${winner}$` });
  });
};

const describeUsing = (stage: Stage): void => {
  const register = async (name: string) => {
    const email = newEmail(name);
    return { email, user: await stage.credentials.register(newUser(name, { email }), HASH, at(0)) };
  };

  it("shows a user as they are now, shut or open", async () => {
    const { credentials, users } = stage;
    const { email, user } = await register("cyd");
    await users.shut(user.id, at(1));
    expect((await credentials.find(email))?.user).to.deep.equal({ ...user, disabledAt: at(1) });
    await users.shut(user.id, null);
    expect((await credentials.find(email))?.user).to.deep.equal(user);
  });

  it("replaces exactly the old hash, and nobody else's though it is the same", async () => {
    const { credentials, bob } = stage;
    const [cyd, dan] = [await register("cyd"), await register("dan")];
    expect(await credentials.replaceHash(cyd.user.id, HASH, "$new$")).to.equal(undefined);
    expect((await credentials.find(cyd.email))?.hash).to.equal("$new$");
    await credentials.replaceHash(cyd.user.id, HASH, "$late$");
    expect((await credentials.find(cyd.email))?.hash).to.equal("$new$");
    await credentials.replaceHash(bob, HASH, "$stray$");
    expect((await credentials.find(dan.email))?.hash).to.equal(HASH);
  });

  it("lets one of 20 replacements of the same hash win", async () => {
    const { credentials } = stage;
    const { email, user } = await register("cyd");
    await Promise.all(together(20, (i) => credentials.replaceHash(user.id, HASH, `$new${i}$`)));
    const winner = (await credentials.find(email))?.hash;
    expect(winner).to.match(/^\$new\d+\$$/);
    await credentials.replaceHash(user.id, HASH, "$late$");
    expect((await credentials.find(email))?.hash).to.equal(winner);
  });

  it("hands out copies of credentials", async () => {
    const { credentials } = stage;
    const { email, user } = await register("cyd");
    const kept = { user: { ...user }, hash: HASH };
    const found = await credentials.find(email);
    Reflect.set(found as object, "hash", "spoilt");
    for (const copy of [user, found?.user]) Reflect.set(copy as object, "name", "spoilt");
    expect(await credentials.find(email)).to.deep.equal(kept);
  });
};

/** What every CredentialStore must do. `open` is called once and what it gives is closed at the end; it need not be empty. */
export const describeCredentialStore = (name: string, open: () => Promise<Storage>): void => {
  describe(`${name} as a credential store`, function () {
    this.timeout(60_000);
    const stage = setStage(open);
    describeRegistering(stage);
    describeUsing(stage);
  });
};
