import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import type { Counters } from "../ports/counter.js";

/** Counters, and a way to let time pass for them. */
export interface CountersSetup {
  readonly counters: Counters;
  pass(seconds: number): Promise<void>;
  close?(): Promise<void>;
}

const RULE = { limit: 5, seconds: 900 };

/** The promises of a Counter, wherever counts are kept. */
export const describeCounters = (name: string, open: () => Promise<CountersSetup>): void => {
  describe(`${name} as Counters`, () => {
    let setup: CountersSetup;
    let key: string;
    let keys = 0;
    before("opens the counters", async () => {
      setup = await open();
    });
    after("closes the counters", () => setup?.close?.());
    beforeEach("chooses a new key", () => {
      key = `key ${keys++}`;
    });

    it("allows as many as there are and no more, and says how many are left and for how long", async () => {
      const counter = setup.counters(RULE);
      for (const remaining of [4, 3, 2, 1, 0])
        expect(await counter.take(key)).to.deep.equal({ allowed: true, remaining, resetSeconds: 900 });
      for (let i = 0; i < 3; i++)
        expect(await counter.take(key)).to.deep.equal({ allowed: false, remaining: 0, resetSeconds: 900 });
      expect(await counter.take(`${key}'`)).to.include({ allowed: true, remaining: 4 });
    });

    it("allows exactly as many of those that come together", async () => {
      const counter = setup.counters(RULE);
      const counts = await Promise.all(Array.from({ length: 50 }, () => counter.take(key)));
      const left = counts.filter(({ allowed }) => allowed).map(({ remaining }) => remaining);
      expect(left.sort()).to.deep.equal([0, 1, 2, 3, 4]);
    });

    it("starts anew when the time since the first one is over, not before", async () => {
      const counter = setup.counters(RULE);
      for (let i = 0; i < 4; i++) await counter.take(key);
      await setup.pass(600);
      expect(await counter.take(key)).to.deep.equal({ allowed: true, remaining: 0, resetSeconds: 300 });
      await setup.pass(299);
      expect(await counter.take(key)).to.include({ allowed: false });
      await setup.pass(1);
      expect(await counter.has(key)).to.equal(false);
      expect(await counter.take(key)).to.deep.equal({ allowed: true, remaining: 4, resetSeconds: 900 });
    });

    it("takes one back, from a full window too, but never below none", async () => {
      const counter = setup.counters(RULE);
      for (let i = 0; i < 8; i++) await counter.take(key);
      await counter.giveBack(key);
      expect([await counter.take(key), await counter.take(key)].map(({ allowed }) => allowed)).to.deep.equal([
        true,
        false,
      ]);
      for (let i = 0; i < 9; i++) await counter.giveBack(key);
      expect(await counter.has(key)).to.equal(false);
      expect(await counter.take(key)).to.include({ allowed: true, remaining: 4 });
      await setup.pass(900);
      await counter.giveBack(key);
      expect(await counter.take(key)).to.include({ remaining: 4 });
    });

    it("starts anew when all are given back", async () => {
      const counter = setup.counters(RULE);
      await counter.take(key);
      await setup.pass(600);
      await counter.giveBack(key);
      expect(await counter.take(key)).to.deep.equal({ allowed: true, remaining: 4, resetSeconds: 900 });
    });

    it("takes back every one of those that are given back together, and none besides", async () => {
      const counter = setup.counters({ limit: 100, seconds: 900 });
      for (let round = 0; round < 5; round++) {
        await Promise.all(Array.from({ length: 20 }, () => counter.take(key)));
        const others = Array.from({ length: 5 }, () => counter.take(key));
        await Promise.all([...others, ...Array.from({ length: 20 }, () => counter.giveBack(key))]);
        expect(await counter.take(key)).to.include({ remaining: 94 });
        await Promise.all(Array.from({ length: 6 }, () => counter.giveBack(key)));
        expect(await counter.has(key)).to.equal(false);
      }
    });

    it("forgets one key and no other", async () => {
      const counter = setup.counters({ limit: 1, seconds: 60 });
      for (const each of [key, `${key}'`]) await counter.take(each);
      await counter.forget(key);
      expect([await counter.has(key), await counter.has(`${key}'`)]).to.deep.equal([false, true]);
      expect(await counter.take(key)).to.include({ allowed: true });
      expect(await counter.take(`${key}'`)).to.include({ allowed: false });
    });
  });
};
