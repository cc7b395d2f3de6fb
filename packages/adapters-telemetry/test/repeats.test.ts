import { expect } from "chai";
import { Repeats } from "../src/repeats.js";

describe("what keeps coming of one cause", () => {
  it("comes once at first, then the last of each while with the number left out", async () => {
    const repeats = new Repeats(10);
    const said: string[] = [];
    const say = (name: string): Promise<void> =>
      new Promise((resolve) => {
        repeats.say("away", (suppressed) => {
          said.push(`${name} ${suppressed}`);
          resolve();
        });
      });
    // The timers of repeats keep no process alive; this one does, while somebody waits for them.
    const alive = setInterval(() => {}, 1_000);
    await say("a");
    void say("b");
    void say("c");
    await say("d");
    await say("e");
    clearInterval(alive);
    expect(said).to.deep.equal(["a 0", "d 2", "e 0"]);
  });

  it("is a flood even when every cause is new", () => {
    const repeats = new Repeats();
    let said = 0;
    for (let i = 0; i < 10_000; i++) repeats.say(`cause ${i}`, () => said++);
    expect(said).to.be.within(100, 101);
    repeats.flush();
    expect(said).to.be.within(101, 102);
  });
});
