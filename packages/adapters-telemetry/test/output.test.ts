import { expect } from "chai";
import { Output } from "../src/output.js";

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** A reader that takes what it is told to: so many bytes at a time, or nothing but an error. */
const reader = () => {
  const pieces: string[] = [];
  const state = { takes: Number.POSITIVE_INFINITY, fault: null as string | null };
  const write = (_fd: number, bytes: Uint8Array): number => {
    if (state.fault !== null) throw failure(state.fault);
    const taken = bytes.subarray(0, state.takes);
    pieces.push(Buffer.from(taken).toString());
    return taken.length;
  };
  return { state, pieces, output: new Output(1, { write, patience: 100 }), text: () => pieces.join("") };
};

const line = (i: number, length = 100): string => `${String(i).padEnd(length - 1, ".")}\n`;
const lines = (count: number, length?: number): string[] => Array.from({ length: count }, (_, i) => line(i, length));

describe("the output", () => {
  it("writes the lines of one turn together, in pieces of whole lines that a pipe takes at once", async () => {
    const { output, pieces, text } = reader();
    for (const each of lines(100)) output.write(each);
    expect(pieces).to.deep.equal([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(text()).to.equal(lines(100).join(""));
    expect(pieces.map(({ length }) => length)).to.deep.equal([4_000, 4_000, 2_000]);
  });

  it("writes a line that is longer than a piece by itself, and counts bytes", async () => {
    const { output, pieces } = reader();
    const texts = ["a\n", `${"ö".repeat(3_000)}\n`, "b\n"];
    for (const text of texts) output.write(text);
    await output.close();
    expect(pieces).to.deep.equal(texts);
  });

  it("goes on where a slow reader stopped, and loses nothing", async () => {
    const { output, state, text } = reader();
    state.takes = 33;
    for (const each of lines(20)) output.write(each);
    output.flush();
    state.fault = "EAGAIN";
    for (const each of lines(20)) output.write(each);
    output.flush();
    state.fault = null;
    await output.close();
    expect(text()).to.equal([...lines(20), ...lines(20)].join(""));
    expect(output.dropped).to.equal(0);
  });

  it("keeps two megabytes for a reader who does not read, drops the rest and counts it", async () => {
    const { output, state, text } = reader();
    state.fault = "EAGAIN";
    for (const each of lines(3_000, 1_000)) {
      output.write(each);
      output.flush();
    }
    expect(output.dropped).to.be.within(900, 906);
    state.fault = null;
    await output.close();
    expect(text()).to.equal(lines(3_000 - output.dropped, 1_000).join(""));
  });

  it("gives up on a reader who has gone", async () => {
    const { output, state, text } = reader();
    state.fault = "EPIPE";
    for (const each of lines(100)) output.write(each);
    output.flush();
    state.fault = null;
    output.write(line(0));
    await output.close();
    expect([output.dropped, text()]).to.deep.equal([101, ""]);
  });

  it("loses what a full disk does not take, and writes again when there is room", async () => {
    const { output, state, text } = reader();
    state.fault = "ENOSPC";
    for (const each of lines(3)) output.write(each);
    output.flush();
    state.fault = null;
    output.write("after\n");
    await output.close();
    expect([output.dropped, text()]).to.deep.equal([3, "after\n"]);
  });

  it("closes although nobody reads, and leaves no listener behind", async () => {
    const before = process.listenerCount("exit");
    const { output, state } = reader();
    state.fault = "EAGAIN";
    output.write(line(0));
    expect(process.listenerCount("exit")).to.equal(before + 1);
    await output.close();
    expect(process.listenerCount("exit")).to.equal(before);
  });
});
