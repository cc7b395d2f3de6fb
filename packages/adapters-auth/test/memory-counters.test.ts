import { describeCounters } from "@taskward/application/contracts/counters";
import { expect } from "chai";
import { memoryCounters } from "../src/memory-counters.js";
import { handClock } from "./support/clock.js";

describeCounters("memoryCounters", async () => {
  const clock = handClock(0);
  return { counters: memoryCounters({ elapsed: clock.now }), pass: async (seconds) => clock.pass(seconds * 1000) };
});

describe("memoryCounters with more keys than there is room for", () => {
  const setup = (limit: number) => {
    const clock = handClock(0);
    return { clock, counter: memoryCounters({ capacity: 100, elapsed: clock.now })({ limit, seconds: 900 }) };
  };

  it("never lets in who has reached the limit, whatever else is counted", async () => {
    const { counter } = setup(2);
    for (const key of ["blocked", "once", "blocked"]) await counter.take(key);
    for (let i = 0; i < 10_000; i++) expect((await counter.take(`key ${i}`)).allowed).to.equal(true);
    expect(await counter.take("blocked")).to.include({ allowed: false });
    expect(await counter.has("once")).to.equal(false);
  });

  it("says no more seconds than the window has, at whatever fraction of a millisecond it begins", async () => {
    const counter = memoryCounters({ elapsed: () => 1_000.25 })({ limit: 5, seconds: 60 });
    expect(await counter.take("ann")).to.include({ resetSeconds: 60 });
  });

  it("forgets the oldest first, and no more than it must", async () => {
    const { counter } = setup(2);
    for (let i = 0; i <= 100; i++) await counter.take(`key ${i}`);
    const known = await Promise.all(Array.from({ length: 101 }, (_, i) => counter.has(`key ${i}`)));
    expect(known.indexOf(true)).to.equal(10);
    expect(known.lastIndexOf(false)).to.equal(9);
  });

  it("allows nobody new while everybody it knows is at the limit, and makes room when their time is over", async () => {
    const { clock, counter } = setup(1);
    for (let i = 0; i < 100; i++) await counter.take(`key ${i}`);
    clock.pass(899_000);
    for (let i = 0; i < 3; i++) expect(await counter.take("new")).to.include({ allowed: false, remaining: 0 });
    clock.pass(1000);
    expect(await counter.take("new")).to.include({ allowed: true });
    expect(await counter.take("key 0")).to.include({ allowed: true });
  });
});
