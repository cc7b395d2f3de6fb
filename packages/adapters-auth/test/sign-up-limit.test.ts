import { ending, refusalOf, refused, tally, together } from "@taskward/application/contracts/refused";
import { expect } from "chai";
import { memoryCounters } from "../src/memory-counters.js";
import { signUpLimit } from "../src/sign-up-limit.js";
import { handClock } from "./support/clock.js";

const HERE = "203.0.113.7";

const setup = () => {
  const clock = handClock(0);
  return { clock, limit: signUpLimit(memoryCounters({ elapsed: clock.now })) };
};
const email = (i: number): string => `${i}@example.com`;

describe("signUpLimit", () => {
  it("allows five e-mail addresses an hour from one address", async () => {
    const { clock, limit } = setup();
    for (let i = 0; i < 5; i++) await limit.take(HERE, email(i));
    expect(await refusalOf(limit.take(HERE, email(5)))).to.include({ code: "rate_limited", retryAfter: 3600 });
    expect(await ending(limit.take("198.51.100.9", email(5)))).to.equal("done");
    clock.pass(3_600_000);
    expect(await ending(limit.take(HERE, email(5)))).to.equal("done");
  });

  it("allows exactly five of 50 sent together", async () => {
    const { limit } = setup();
    expect(await tally(together(50, (i) => limit.take(HERE, email(i))))).to.deep.equal({ done: 5, rate_limited: 45 });
  });

  it("counts one e-mail address once, however often it comes, together or later", async () => {
    const { limit } = setup();
    expect(await tally(together(20, () => limit.take(HERE, email(0))))).to.deep.equal({ done: 20 });
    for (let i = 1; i < 5; i++) await limit.take(HERE, email(i));
    expect(await tally(together(9, (i) => limit.take(HERE, email(i))))).to.deep.equal({ done: 5, rate_limited: 4 });
  });

  it("lets nobody in by sending a new e-mail address twice at once", async () => {
    const { limit } = setup();
    for (let i = 0; i < 5; i++) await limit.take(HERE, email(i));
    expect(await tally(together(50, (i) => limit.take(HERE, email(5 + (i >> 1)))))).to.deep.equal({ rate_limited: 50 });
  });

  it("still allows no more than five when there is no room to remember their e-mail addresses", async () => {
    const limit = signUpLimit(memoryCounters({ capacity: 5 }));
    for (let i = 0; i < 5; i++) await limit.take(`198.51.100.${i}`, email(i));
    for (let i = 5; i < 10; i++) await limit.take(HERE, email(i));
    expect(await refused(limit.take(HERE, email(10)))).to.equal("rate_limited");
  });
});
