import { setImmediate } from "node:timers/promises";
import { ending, refusalOf, tally, together } from "@taskward/application/contracts/refused";
import { expect } from "chai";
import { turnstile } from "../src/turnstile.js";

describe("turnstile", () => {
  it("lets as many run at once as it may, and the others in the order they came", async () => {
    const inTurn = turnstile({ running: 4, waiting: 100, patience: 10_000 });
    const order: number[] = [];
    let running = 0;
    let most = 0;
    const work = async (i: number): Promise<void> => {
      order.push(i);
      most = Math.max(most, ++running);
      await setImmediate();
      running--;
    };
    await Promise.all(together(100, (i) => inTurn(() => work(i))));
    expect(most).to.equal(4);
    expect(order).to.deep.equal([...order.keys()]);
  });

  it("refuses at once who finds too many waiting", async () => {
    const inTurn = turnstile({ running: 2, waiting: 3, patience: 10_000 });
    expect(await tally(together(50, () => inTurn(() => setImmediate())))).to.deep.equal({ done: 5, rate_limited: 45 });
    expect(await tally(together(5, () => inTurn(() => setImmediate())))).to.deep.equal({ done: 5 });
  });

  it("sends away who has waited too long, and lets in who comes later", async () => {
    const inTurn = turnstile({ running: 1, waiting: 3, patience: 1 });
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const first = inTurn(() => held);
    expect(await refusalOf(inTurn(() => setImmediate()))).to.include({ code: "rate_limited", retryAfter: 1 });
    finish();
    await first;
    expect(await ending(inTurn(() => setImmediate()))).to.equal("done");
  });

  it("makes room after work that fails", async () => {
    const inTurn = turnstile({ running: 1, waiting: 1, patience: 10_000 });
    const fail = (): Promise<never> => Promise.reject(new Error("broken"));
    for (let i = 0; i < 3; i++) expect(await inTurn(fail).catch((error: Error) => error.message)).to.equal("broken");
    const [failing, waiting] = [inTurn(fail), inTurn(() => Promise.resolve("in"))];
    expect(await failing.catch(() => "out")).to.equal("out");
    expect(await waiting).to.equal("in");
  });
});
