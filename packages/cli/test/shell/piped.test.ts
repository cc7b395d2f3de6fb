import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { run, start } from "./command.js";

describe("a shell on a pipe", () => {
  it("adds a task, shows the list and exits", async () => {
    const { output, errors, code } = await run("1\nBuy milk\n\n2\n6\n");
    expect(output).to.include(" 1  [ ]   Buy milk\n1 task, 0 complete\n");
    expect(output).to.match(/Choose 1-6:\nGoodbye\.\n$/);
    expect({ errors, code }).to.deep.equal({ errors: "", code: 0 });
  });

  it("takes Windows line ends, and a last line without any", async () => {
    const { output, code } = await run("1\r\nBuy milk\r\n\r\n2\r\n6");
    expect(output).to.include(" 1  [ ]   Buy milk\n1 task,").and.not.include("\r");
    expect(code).to.equal(0);
  });

  for (const [where, input] of [
    ["before the first line", ""],
    ["in the menu", "2\n"],
    ["in the middle of a task", "1\nBuy milk"],
    ["in the middle of deleting", "1\nBuy milk\n\n4\n1\n"],
  ] as const)
    it(`leaves politely at an end of file ${where}`, async () => {
      const { output, errors, code } = await run(input);
      expect(output)
        .to.match(/\nGoodbye\.\n$/)
        .and.not.match(/Deleted/);
      expect({ errors, code }).to.deep.equal({ errors: "", code: 0 });
    });

  it("survives a line of a megabyte, bytes that are no text, and control characters", async () => {
    const lines = [
      "1",
      "x".repeat(1_000_000),
      Buffer.from([0xff, 0xfe, 0x80]),
      "\u001b]0;gone\u0007milk",
      "",
      "2",
      "6",
    ];
    const input = Buffer.concat(lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from("\n")])));
    const { output, errors, code } = await run(input);
    expect(output).to.include("1 to 200 characters").and.include("not UTF-8");
    expect(output).to.include(" 1  [ ]   \\u001b]0;gone\\u0007milk\n");
    expect(output).to.not.include("\u001b");
    expect({ errors, code }).to.deep.equal({ errors: "", code: 0 });
  });

  it("ends quietly when nobody reads its output any more", async () => {
    const child = start();
    const errors = text(child.stderr);
    const closed = once(child, "close");
    // What the shell no longer reads cannot be written; that is not what is tried here.
    child.stdin.on("error", () => {});
    await once(child.stdout, "data");
    child.stdout.destroy();
    child.stdin.write("2\n".repeat(1000));
    expect(await closed).to.deep.equal([0, null]);
    expect(await errors).to.equal("");
  });

  it("leaves politely on SIGINT, while it waits for a line", async () => {
    const child = start();
    const output = text(child.stdout);
    const closed = once(child, "close");
    await once(child.stdout, "data");
    child.kill("SIGINT");
    expect(await closed).to.deep.equal([0, null]);
    expect(await output).to.match(/Goodbye\.\n$/);
  });

  it("is coloured only when asked", async () => {
    expect((await run("6\n")).output).to.not.include("\u001b[");
    expect((await run("6\n", { FORCE_COLOR: "1" })).output).to.include("\u001b[36m1\u001b[39m Add");
  });
});
