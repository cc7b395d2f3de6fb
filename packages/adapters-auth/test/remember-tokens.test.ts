import type { Identity, TokenVerifier } from "@taskward/application";
import { ending } from "@taskward/application/contracts/refused";
import { type UserId, unauthenticated } from "@taskward/domain";
import { expect } from "chai";
import { rememberTokens } from "../src/remember-tokens.js";
import { handClock, NOON } from "./support/clock.js";

/** Takes a token `ann` for ann's, refuses what begins with `bad`, and lists what it was asked. */
const listening = (expiresAt: number, answer = (identity: Identity): Identity | Promise<Identity> => identity) => {
  const asked: string[] = [];
  const verifier: TokenVerifier = {
    verify: (token) => {
      asked.push(token);
      if (token.startsWith("bad")) throw unauthenticated();
      return answer({ id: token as UserId, email: null, name: null, expiresAt });
    },
  };
  return { asked, verifier };
};

describe("rememberTokens", () => {
  it("asks once about a token, and answers from memory without a promise", () => {
    const { asked, verifier } = listening(NOON + 60_000);
    const remembering = rememberTokens(verifier, { now: () => NOON });
    const first = remembering.verify("ann");
    expect(first).to.include({ id: "ann" });
    expect(remembering.verify("ann")).to.equal(first);
    expect(remembering.verify("bob")).to.include({ id: "bob" });
    expect(asked).to.deep.equal(["ann", "bob"]);
  });

  it("remembers what a verifier answers later, too, and then answers at once", async () => {
    const { asked, verifier } = listening(NOON + 60_000, async (identity) => identity);
    const remembering = rememberTokens(verifier, { now: () => NOON });
    const outcome = remembering.verify("ann");
    expect(outcome).to.be.instanceOf(Promise);
    expect(remembering.verify("ann")).to.be.instanceOf(Promise);
    expect(await outcome).to.include({ id: "ann" });
    expect(remembering.verify("ann")).to.include({ id: "ann" });
    expect(asked).to.deep.equal(["ann", "ann"]);
  });

  it("asks again at the moment a token expires", () => {
    const clock = handClock();
    const { asked, verifier } = listening(NOON + 60_000);
    const remembering = rememberTokens(verifier, { now: clock.now });
    for (const milliseconds of [0, 59_999, 1, 0]) {
      clock.pass(milliseconds);
      expect(remembering.verify("ann")).to.include({ id: "ann" });
    }
    expect(asked).to.deep.equal(["ann", "ann", "ann"]);
  });

  it("asks again after five minutes however long a token is good for, because its key may have been taken back", () => {
    const clock = handClock();
    const { asked, verifier } = listening(NOON + 86_400_000);
    const remembering = rememberTokens(verifier, { now: () => NOON, elapsed: clock.now });
    for (const milliseconds of [0, 299_999, 1, 299_999]) {
      clock.pass(milliseconds);
      expect(remembering.verify("ann")).to.include({ id: "ann" });
    }
    expect(asked).to.deep.equal(["ann", "ann"]);
  });

  it("asks again after five minutes though the machine's clock was set back meanwhile", () => {
    const [wall, steady] = [handClock(), handClock(0)];
    const { asked, verifier } = listening(NOON + 86_400_000);
    const remembering = rememberTokens(verifier, { now: wall.now, elapsed: steady.now });
    for (const milliseconds of [0, 299_999, 1]) {
      wall.pass(-3_600_000);
      steady.pass(milliseconds);
      expect(remembering.verify("ann")).to.include({ id: "ann" });
    }
    expect(asked).to.deep.equal(["ann", "ann"]);
  });

  it("lets a token end by the machine's clock, whatever the other says", () => {
    const [wall, steady] = [handClock(), handClock(0)];
    const { asked, verifier } = listening(NOON + 60_000);
    const remembering = rememberTokens(verifier, { now: wall.now, elapsed: steady.now });
    expect(remembering.verify("ann")).to.include({ id: "ann" });
    wall.pass(60_000);
    expect(remembering.verify("ann")).to.include({ id: "ann" });
    expect(asked).to.deep.equal(["ann", "ann"]);
  });

  it("counts how many tokens it knew and how many it had to ask about", () => {
    const clock = handClock();
    const lookups = { hits: 0, misses: 0 };
    const remembering = rememberTokens(listening(NOON + 60_000).verifier, { now: clock.now, lookups });
    for (const id of ["ann", "ann", "bob", "ann"]) expect(remembering.verify(id)).to.include({ id });
    expect(() => remembering.verify("bad")).to.throw();
    clock.pass(60_000);
    expect(remembering.verify("ann")).to.include({ id: "ann" });
    expect(lookups).to.deep.equal({ hits: 2, misses: 4 });
  });

  it("remembers no refusal", async () => {
    const { asked, verifier } = listening(NOON + 60_000, async () => {
      throw unauthenticated();
    });
    const remembering = rememberTokens(verifier, { now: () => NOON });
    for (const token of ["bad", "bad", "later", "later"])
      expect(await ending((async () => remembering.verify(token))())).to.equal("unauthenticated");
    expect(asked).to.deep.equal(["bad", "bad", "later", "later"]);
  });

  it("forgets the oldest token when it knows too many, and no good one for garbage", () => {
    const { asked, verifier } = listening(NOON + 60_000);
    const remembering = rememberTokens(verifier, { capacity: 2, now: () => NOON });
    for (const id of ["ann", "bob"]) expect(remembering.verify(id)).to.include({ id });
    for (let i = 0; i < 10; i++) expect(() => remembering.verify(`bad${i}`)).to.throw();
    asked.length = 0;
    for (const id of ["ann", "bob", "cyd", "bob", "ann"]) expect(remembering.verify(id)).to.include({ id });
    expect(asked).to.deep.equal(["cyd", "ann"]);
  });
});
