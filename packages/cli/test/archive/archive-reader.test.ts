import type { ArchiveEntry } from "@taskward/application";
import { draft, type TaskId, taskOf, timestamp, userId } from "@taskward/domain";
import { expect } from "chai";
import { ArchiveReader } from "../../src/archive/archive-reader.js";
import { Damaged, endText, entryText, headerText } from "../../src/archive/format.js";

const noon = timestamp(Date.UTC(2026, 0, 31, 12));
const userLine = (id: string): string =>
  entryText({
    kind: "user",
    user: { id: userId(id), email: null, name: null, createdAt: noon, disabledAt: null },
    hash: null,
  });
const taskLine = (owner: string, id: number): string =>
  entryText({ kind: "task", task: taskOf(draft({ title: "漢字 😀" }), id as TaskId, userId(owner), noon) });

const HEADER = headerText(noon);
const LINES = [HEADER, userLine("ann"), taskLine("ann", 1), taskLine("ann", 3), userLine("bob"), taskLine("bob", 2)];
const END = endText({ users: 2, tasks: 3 });

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

interface Reading {
  readonly entries: readonly ArchiveEntry[];
  readonly line: number;
  readonly refusal: string | null;
}

/** All that can be read of an export, and why it went no further. */
const read = async (file: string | Buffer, size = 65_536): Promise<Reading> => {
  const reader = new ArchiveReader(inPieces(Buffer.from(file as string), size));
  const entries: ArchiveEntry[] = [];
  try {
    for await (const entry of reader.entries()) entries.push(entry);
    return { entries, line: reader.line, refusal: null };
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    return { entries, line: reader.line, refusal: error.message };
  }
};

const refusalOf = async (...lines: readonly string[]): Promise<[line: number, refusal: string | null]> => {
  const { line, refusal } = await read(lines.map((line) => `${line}\n`).join(""));
  return [line, refusal];
};

describe("ArchiveReader", () => {
  it("reads an export whole, whatever the pieces it comes in", async () => {
    const file = `${[...LINES, END].join("\n")}\n`;
    const { entries, refusal } = await read(file);
    expect(refusal).to.equal(null);
    expect(entries.map(entryText)).to.deep.equal(LINES.slice(1));
    for (const size of [1, 7, 100]) expect((await read(file, size)).entries).to.deep.equal(entries);
    expect((await read(file.trimEnd())).refusal).to.equal(null);
    expect((await read(file.replaceAll("\n", "\r\n"))).refusal).to.equal(null);
  });

  it("reads an export of nobody", async () => {
    expect(await refusalOf(HEADER, endText({ users: 0, tasks: 0 }))).to.deep.equal([2, null]);
  });

  it("notices that the file was cut off, wherever that was", async () => {
    const file = [...LINES, END].join("\n");
    const cuts = LINES.map((_, i) => LINES.slice(0, i + 1).join("\n").length);
    for (const cut of [...cuts, file.length - 1, 30, 0]) {
      const { refusal } = await read(file.slice(0, cut));
      expect(refusal, String(cut)).to.be.a("string");
    }
    expect(await refusalOf(...LINES)).to.deep.equal([6, "the end of the export is missing: the file was cut off"]);
  });

  it("says which line is damaged, and gives those before it", async () => {
    for (const at of [1, 2, 3, 4, 5, 6, 7]) {
      const damaged = [...LINES, END].with(at - 1, '{"type":"tusk"}');
      const { entries, line, refusal } = await read(damaged.join("\n"));
      expect([line, refusal === null]).to.deep.equal([at, false]);
      expect(entries).to.have.length(Math.max(0, at - 2));
    }
  });

  it("notices lines that are missing, doubled, or out of their place", async () => {
    const [header = "", ann = "", first = "", second = "", bob = ""] = LINES;
    const doubled = [header, ann, first, first, endText({ users: 1, tasks: 1 })];
    expect((await refusalOf(...doubled))[0]).to.equal(5);
    expect((await refusalOf(header, ann, first, endText({ users: 1, tasks: 2 })))[1]).to.include("lines are missing");
    expect((await refusalOf(header, first))[0]).to.equal(2);
    expect((await refusalOf(header, ann, first, bob, second))[1]).to.include("another user");
    expect((await refusalOf(...LINES, END, ann))[1]).to.include("after the end");
    expect((await refusalOf(header, ann, "", first))[0]).to.equal(3);
    expect((await refusalOf(header, header))[0]).to.equal(2);
  });

  it("refuses what is not UTF-8, and lines without an end", async () => {
    const file = Buffer.from([...LINES, END].join("\n"));
    const broken = Buffer.from(file);
    broken[file.indexOf("漢")] = 0xff;
    expect(await read(broken)).to.include({ line: 3, refusal: "it is not text in UTF-8" });
    const endless = Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.alloc(300_000, "a")]);
    expect(await read(endless)).to.include({ line: 2, refusal: "it is too long to be a line of an export" });
  });
});
