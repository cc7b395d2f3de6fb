import { setImmediate } from "node:timers/promises";
import { ending, refusalOf, tally, together } from "@taskward/application/contracts/refused";
import { expect } from "chai";
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK, type LocalJWKSet } from "jose";
import { rememberKeys } from "../src/remember-keys.js";
import { handClock } from "./support/clock.js";

const header = (kid: string) => ({ alg: "EdDSA", kid });

/** A provider of keys under these names, or of none while there are none to name. */
const provider = (jwk: JWK, ...names: string[]) => {
  const state = { kids: names, loads: 0, held: null as Promise<void> | null };
  const load = async (): Promise<LocalJWKSet> => {
    state.loads++;
    await state.held;
    if (state.kids.length === 0) throw new Error("away");
    return createLocalJWKSet({ keys: state.kids.map((kid) => ({ ...jwk, kid })) });
  };
  return { state, load };
};

describe("rememberKeys", () => {
  let jwk: JWK;
  before(async () => {
    jwk = await exportJWK((await generateKeyPair("EdDSA", { extractable: true })).publicKey);
  });

  it("fetches once for all who ask together, and not again while the keys are fresh", async () => {
    const clock = handClock();
    const { state, load } = provider(jwk, "a", "b");
    const keyFor = rememberKeys(load, clock.now);
    const found = await Promise.all(together(50, (i) => keyFor(header(i % 2 ? "a" : "b"))));
    clock.pass(300_000);
    expect(await keyFor(header("a"))).to.equal(found[1]);
    expect(state.loads).to.equal(1);
  });

  it("fetches at most once in 30 seconds for names it does not know", async () => {
    const clock = handClock();
    const { state, load } = provider(jwk, "a");
    const keyFor = rememberKeys(load, clock.now);
    for (let second = 0; second < 61; second++) {
      expect(await tally(together(20, (i) => keyFor(header(`unknown${i}`))))).to.deep.equal({ unauthenticated: 20 });
      clock.pass(1000);
    }
    expect(state.loads).to.equal(3);
  });

  it("finds a new key within one cooldown, while the old one goes on", async () => {
    const clock = handClock();
    const { state, load } = provider(jwk, "old");
    const keyFor = rememberKeys(load, clock.now);
    await keyFor(header("old"));
    state.kids.push("new");
    clock.pass(29_999);
    expect(await ending(keyFor(header("new")))).to.equal("unauthenticated");
    clock.pass(1);
    expect(await tally(together(10, (i) => keyFor(header(i % 2 ? "new" : "old"))))).to.deep.equal({ done: 10 });
    expect(state.loads).to.equal(2);
  });

  it("goes on with the keys it has while the provider is away, however long", async () => {
    const clock = handClock();
    const { state, load } = provider(jwk, "a");
    const keyFor = rememberKeys(load, clock.now);
    await keyFor(header("a"));
    state.kids = [];
    for (const pause of [300_001, 3_600_000, 86_400_000, 30_000]) {
      clock.pass(pause);
      expect(await tally(together(5, () => keyFor(header("a"))))).to.deep.equal({ done: 5 });
    }
    expect(state.loads).to.equal(5);
  });

  it("says that it cannot tell, and from when on it may, while there are no keys", async () => {
    const clock = handClock();
    const { state, load } = provider(jwk);
    const keyFor = rememberKeys(load, clock.now);
    expect(await refusalOf(keyFor(header("a")))).to.include({ code: "unavailable", retryAfter: 30 });
    clock.pass(10_500);
    expect(await tally(together(100, () => keyFor(header("a"))))).to.deep.equal({ unavailable: 100 });
    expect(await refusalOf(keyFor(header("a")))).to.include({ retryAfter: 20 });
    expect(state.loads).to.equal(1);
    state.kids = ["a"];
    clock.pass(19_500);
    expect(await ending(keyFor(header("a")))).to.equal("done");
    expect(state.loads).to.equal(2);
  });

  it("says that it cannot tell about a name that may be new while the provider is away", async () => {
    const clock = handClock();
    const { state, load } = provider(jwk, "a");
    const keyFor = rememberKeys(load, clock.now);
    await keyFor(header("a"));
    const { kids } = state;
    state.kids = [];
    clock.pass(30_000);
    expect(await ending(keyFor(header("new")))).to.equal("unavailable");
    state.kids = kids;
    clock.pass(30_000);
    expect(await ending(keyFor(header("new")))).to.equal("unauthenticated");
  });

  it("does not make a known key wait for a provider that does not answer", async () => {
    const clock = handClock();
    const { state, load } = provider(jwk, "a");
    const keyFor = rememberKeys(load, clock.now);
    await keyFor(header("a"));
    let answer = (): void => undefined;
    state.held = new Promise((resolve) => {
      answer = resolve;
    });
    for (const pause of [300_001, 60_000]) {
      clock.pass(pause);
      expect(await ending(keyFor(header("a")))).to.equal("done");
    }
    const late = keyFor(header("b"));
    state.kids.push("b");
    answer();
    expect(await ending(late)).to.equal("done");
    expect(state.loads).to.equal(2);
  });

  it("drops a key that was taken back: at the second use after five minutes, at the first after an hour", async () => {
    for (const [pause, first] of [
      [300_001, "done"],
      [3_600_001, "unauthenticated"],
    ] as const) {
      const clock = handClock();
      const { state, load } = provider(jwk, "a", "b");
      const keyFor = rememberKeys(load, clock.now);
      await keyFor(header("b"));
      state.kids = ["a"];
      clock.pass(pause);
      expect(await ending(keyFor(header("b")))).to.equal(first);
      await setImmediate();
      expect(await ending(keyFor(header("b")))).to.equal("unauthenticated");
    }
  });
});
