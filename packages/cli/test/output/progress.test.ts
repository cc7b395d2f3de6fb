import { expect } from "chai";
import { bar, progress } from "../../src/output/progress.js";

/** Something like standard error, which keeps what it was given. */
const stream = (isTTY: boolean) => {
  const written: string[] = [];
  const write = (text: string): boolean => written.push(text) > 0;
  return { written, stream: { isTTY, columns: 40, write } as unknown as NodeJS.WriteStream };
};

describe("a progress bar", () => {
  it("is as full as the work is done", () => {
    expect(bar(0)).to.equal(`[${" ".repeat(24)}]   0 %`);
    expect(bar(0.5)).to.equal(`[${"#".repeat(12)}${" ".repeat(12)}]  50 %`);
    for (const done of [1, 1.5]) expect(bar(done)).to.equal(`[${"#".repeat(24)}] 100 %`);
  });

  it("is drawn over itself, not too often, and taken away in the end", () => {
    const { written, stream: terminal } = stream(true);
    let now = 0;
    const shown = progress(terminal, () => now);
    shown.update(0.25, "1 task");
    shown.update(0.5, "2 tasks");
    now = 150;
    shown.update(null, "3 tasks, and more than fits into one line of this terminal");
    shown.end();
    expect(written).to.deep.equal([
      `\r\u001b[K${`${bar(0.25)}  1 task`.slice(0, 39)}`,
      "\r\u001b[K3 tasks, and more than fits into one li",
      "\r\u001b[K",
    ]);
  });

  it("is not there where nobody would see it", () => {
    const { written, stream: pipe } = stream(false);
    const shown = progress(pipe);
    shown.update(0.5, "1 task");
    shown.end();
    expect([shown.isShown, written]).to.deep.equal([false, []]);
  });
});
