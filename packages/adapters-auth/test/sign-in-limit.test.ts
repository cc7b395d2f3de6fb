import type { Counters } from "@taskward/application";
import { ending, refusalOf, tally, together } from "@taskward/application/contracts/refused";
import { DomainError } from "@taskward/domain";
import { expect } from "chai";
import { memoryCounters } from "../src/memory-counters.js";
import { signInLimit } from "../src/sign-in-limit.js";
import { handClock } from "./support/clock.js";

const ANN = "ann@example.com";
const BOB = "bob@example.com";
const HERE = "203.0.113.7";
const THERE = "198.51.100.9";

const away = (): Promise<never> => Promise.reject(new DomainError("unavailable", "away", { retryAfter: 1 }));

const setup = (tries?: number) => {
  const clock = handClock(0);
  return { clock, limit: signInLimit(memoryCounters({ elapsed: clock.now }), tries) };
};

describe("signInLimit", () => {
  it("allows five wrong tries per account and address in 15 minutes, or as many as configured", async () => {
    for (const [tries, allowed] of [
      [undefined, 5],
      [2, 2],
    ] as const) {
      const { clock, limit } = setup(tries);
      for (let i = 0; i < allowed; i++) await limit.attempt(ANN, HERE);
      expect(await refusalOf(limit.attempt(ANN, HERE))).to.include({ code: "rate_limited", retryAfter: 900 });
      expect(await ending(limit.attempt(BOB, HERE))).to.equal("done");
      expect(await ending(limit.attempt(ANN, THERE))).to.equal("done");
      clock.pass(900_000);
      expect(await ending(limit.attempt(ANN, HERE))).to.equal("done");
    }
  });

  it("allows exactly five of 50 tries sent together", async () => {
    const { limit } = setup();
    expect(await tally(together(50, () => limit.attempt(ANN, HERE)))).to.deep.equal({ done: 5, rate_limited: 45 });
  });

  it("lets a victim in from elsewhere after 1000 wrong tries of somebody else", async () => {
    const { limit } = setup();
    await tally(together(1000, () => limit.attempt(ANN, HERE)));
    expect(await ending(limit.attempt(ANN, THERE))).to.equal("done");
  });

  it("allows 100 wrong tries per address in a day, whatever the accounts", async () => {
    const { clock, limit } = setup();
    for (let hour = 0; hour < 10; hour++) {
      expect(await tally(together(10, (i) => limit.attempt(`${hour}-${i}@example.com`, HERE)))).to.deep.equal({
        done: 10,
      });
      clock.pass(3_600_000);
    }
    expect(await refusalOf(limit.attempt(ANN, HERE))).to.include({ code: "rate_limited", retryAfter: 14 * 3600 });
    expect(await ending(limit.attempt(ANN, THERE))).to.equal("done");
    clock.pass(14 * 3_600_000);
    expect(await ending(limit.attempt(ANN, HERE))).to.equal("done");
  });

  it("allows 100 wrong tries per account in an hour, from however many addresses", async () => {
    const { clock, limit } = setup();
    expect(await tally(together(300, (i) => limit.attempt(ANN, `10.0.0.${i % 250}`)))).to.deep.equal({
      done: 100,
      rate_limited: 200,
    });
    expect(await refusalOf(limit.attempt(ANN, HERE))).to.include({ code: "rate_limited", retryAfter: 3600 });
    expect(await ending(limit.attempt(BOB, HERE))).to.equal("done");
    clock.pass(3_600_000);
    expect(await ending(limit.attempt(ANN, HERE))).to.equal("done");
  });

  it("counts a refused try nowhere, so that who is shut out of one account is not out of all", async () => {
    const { limit } = setup();
    await tally(together(100, (i) => limit.attempt(ANN, `10.0.0.${i}`)));
    expect(await tally(together(50, () => limit.attempt(ANN, HERE)))).to.deep.equal({ rate_limited: 50 });
    expect(await tally(together(101, (i) => limit.attempt(`${i}@example.com`, HERE)))).to.deep.equal({
      done: 100,
      rate_limited: 1,
    });
  });

  it("takes back a right try, and forgets the wrong ones of this account from this address only", async () => {
    const { limit } = setup();
    for (let i = 0; i < 4; i++) await limit.attempt(ANN, HERE);
    for (let i = 0; i < 4; i++) await limit.attempt(ANN, THERE);
    await limit.attempt(ANN, HERE);
    await limit.succeeded(ANN, HERE);
    expect(await tally(together(9, () => limit.attempt(ANN, HERE)))).to.deep.equal({ done: 5, rate_limited: 4 });
    expect(await tally(together(9, () => limit.attempt(ANN, THERE)))).to.deep.equal({ done: 1, rate_limited: 8 });
  });

  it("does not let right tries for one account hide wrong ones for others", async () => {
    const { limit } = setup();
    let wrong = 0;
    while ((await ending(limit.attempt("mallory@example.com", HERE))) === "done") {
      await limit.succeeded("mallory@example.com", HERE);
      await limit.attempt(`${wrong++}@example.com`, HERE);
    }
    expect(wrong).to.equal(100);
  });

  it("leaves no trace of a try that could not be judged", async () => {
    const { limit } = setup();
    for (let i = 0; i < 500; i++) {
      await limit.attempt(ANN, HERE);
      await limit.release(ANN, HERE);
    }
    expect(await tally(together(9, () => limit.attempt(ANN, HERE)))).to.deep.equal({ done: 5, rate_limited: 4 });
  });

  it("counts a try nowhere that it could not count everywhere", async () => {
    for (const lost of [1, 2, 3]) {
      const counters = memoryCounters();
      let takes = Number.NEGATIVE_INFINITY;
      const limit = signInLimit((rule) => {
        const counter = counters(rule);
        return {
          take: (key) => (++takes === lost ? away() : counter.take(key)),
          has: (key) => counter.has(key),
          giveBack: (key) => counter.giveBack(key),
          forget: (key) => counter.forget(key),
        };
      });
      for (let i = 0; i < 100; i++) {
        takes = 0;
        expect(await ending(limit.attempt(ANN, HERE))).to.equal("unavailable");
      }
      takes = Number.NEGATIVE_INFINITY;
      expect(await tally(together(9, () => limit.attempt(ANN, HERE)))).to.deep.equal({ done: 5, rate_limited: 4 });
      expect(await tally(together(95, (i) => limit.attempt(`${i}@example.com`, HERE)))).to.deep.equal({ done: 95 });
      expect(await tally(together(95, (i) => limit.attempt(ANN, `10.0.0.${i}`)))).to.deep.equal({ done: 95 });
    }
  });

  it("says why it refuses, not that it could not take back what it had counted", async () => {
    const counters: Counters = ({ limit }) => ({
      take: async () => ({ allowed: limit === 5, remaining: 0, resetSeconds: 7 }),
      has: away,
      giveBack: away,
      forget: away,
    });
    expect(await refusalOf(signInLimit(counters).attempt(ANN, HERE))).to.include({
      code: "rate_limited",
      retryAfter: 7,
    });
  });

  it("counts the addresses of one IPv6 network together", async () => {
    const { limit } = setup();
    expect(await tally(together(20, (i) => limit.attempt(ANN, `2001:db8::${i}`)))).to.deep.equal({
      done: 5,
      rate_limited: 15,
    });
    expect(await ending(limit.attempt(ANN, "2001:db8:0:1::1"))).to.equal("done");
  });

  it("keeps neither e-mails nor addresses", async () => {
    const keys: string[] = [];
    const noted = async (key: string): Promise<void> => void keys.push(key);
    const counters: Counters = () => ({
      take: async (key) => {
        await noted(key);
        return { allowed: true, remaining: 1, resetSeconds: 1 };
      },
      has: async () => false,
      giveBack: noted,
      forget: noted,
    });
    const limit = signInLimit(counters);
    await limit.attempt(ANN, HERE);
    await limit.attempt(ANN, THERE);
    await limit.succeeded(ANN, THERE);
    expect(keys).to.have.length(9);
    expect(new Set(keys).size).to.equal(5);
    for (const key of keys) expect(key).to.match(/^[A-Za-z0-9_-]{20}$/);
  });

  it("lets nobody try while nothing can be counted", async () => {
    const counters: Counters = () => ({ take: away, has: away, giveBack: away, forget: away });
    const limit = signInLimit(counters);
    for (const outcome of [limit.attempt(ANN, HERE), limit.succeeded(ANN, HERE), limit.release(ANN, HERE)])
      expect(await ending(outcome)).to.equal("unavailable");
  });
});
