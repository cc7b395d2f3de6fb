import { expect } from "chai";
import fc from "fast-check";
import { linesOf } from "../../src/shell/line-reader.js";

async function* chunks(bytes: Buffer, cuts: readonly number[] = []): AsyncGenerator<Buffer> {
  let start = 0;
  for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(start, cut);
    start = cut;
  }
}

const read = async (bytes: Buffer, cuts?: readonly number[]): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of linesOf(chunks(bytes, cuts))) lines.push(line);
  return lines;
};

describe("lines of a pipe", () => {
  it("end with LF or CRLF, the last one with nothing if it likes", async () => {
    expect(await read(Buffer.from("1\r\nBuy milk\n\n2"))).to.deep.equal(["1", "Buy milk", "", "2"]);
    expect(await read(Buffer.from("\n"))).to.deep.equal([""]);
    expect(await read(Buffer.alloc(0))).to.deep.equal([]);
  });

  it("are the same wherever the pipe cuts them", async () => {
    const text = fc.array(fc.string({ unit: "grapheme" }).map((line) => line.replace(/[\r\n]/g, "")));
    const cuts = fc.array(fc.nat({ max: 200 }));
    await fc.assert(
      fc.asyncProperty(text, cuts, async (lines, at) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\r\n`).join(""));
        expect(
          await read(
            bytes,
            at.filter((cut) => cut <= bytes.length),
          ),
        ).to.deep.equal(lines);
      }),
    );
  });

  it("that are not UTF-8 come as a text that is not well-formed", async () => {
    const lines = await read(Buffer.from("d\u00e9j\u00e0\nok\n", "latin1"));
    expect(lines.map((line) => line.isWellFormed())).to.deep.equal([false, true]);
  });

  it("are kept only so far as an answer could reach", async () => {
    const [long, next] = await read(Buffer.from(`${"😀".repeat(1_000_000)}\n6\n`), [17, 16_383, 2_000_001]);
    expect(long?.length).to.be.within(2000, 20_000);
    expect(next).to.equal("6");
  });
});
