import type { Counters } from "@taskward/application";
import type { UserId } from "@taskward/domain";
import { expect } from "chai";
import { memoryCounters } from "../src/memory-counters.js";
import { requestLimit } from "../src/request-limit.js";
import { handClock } from "./support/clock.js";

const ann = "ann" as UserId;
const bob = "bob" as UserId;

describe("requestLimit", () => {
  it("allows each user so many requests a minute, and says what is left", async () => {
    const clock = handClock(0);
    const failures: unknown[] = [];
    const counters = memoryCounters({ elapsed: clock.now });
    const requests = requestLimit(counters, { limit: 3, onFailure: (error) => failures.push(error) });
    for (const remaining of [2, 1, 0])
      expect(await requests.take(ann)).to.deep.equal({ allowed: true, limit: 3, remaining, resetSeconds: 60 });
    clock.pass(20_500);
    expect(await requests.take(ann)).to.deep.equal({ allowed: false, limit: 3, remaining: 0, resetSeconds: 40 });
    expect(await requests.take(bob)).to.include({ allowed: true, remaining: 2 });
    clock.pass(39_500);
    expect(await requests.take(ann)).to.include({ allowed: true, remaining: 2 });
    expect(failures).to.deep.equal([]);
  });

  it("allows exactly as many of 50 sent together", async () => {
    const requests = requestLimit(memoryCounters(), { limit: 5, onFailure: () => undefined });
    const allowances = await Promise.all(Array.from({ length: 50 }, () => requests.take(ann)));
    expect(allowances.filter(({ allowed }) => allowed)).to.have.length(5);
  });

  it("allows everything while it cannot count, and says so once", async () => {
    const away = new Error("away");
    const fail = (): Promise<never> => Promise.reject(away);
    const counters: Counters = () => ({ take: fail, has: fail, giveBack: fail, forget: fail });
    const failures: unknown[] = [];
    const requests = requestLimit(counters, { limit: 3, onFailure: (error) => failures.push(error) });
    for (let i = 0; i < 10; i++)
      expect(await requests.take(ann)).to.deep.equal({ allowed: true, limit: 3, remaining: 3, resetSeconds: 60 });
    expect(failures).to.deep.equal([away]);
  });
});
