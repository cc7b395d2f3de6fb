import { expect } from "chai";
import { type Column, tableLines, type Width } from "../../src/output/table.js";

interface Row {
  readonly id: number;
  readonly title: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { title: "Id", text: ({ id }) => String(id), align: "right" },
  { title: "Title", text: ({ title }) => title, shrinks: true },
  { title: "End", text: () => "." },
];

const linesOf = async (rows: Iterable<Row> | AsyncIterable<Row>, width: Width = null): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of tableLines(COLUMNS, rows, width)) lines.push(line);
  return lines;
};

describe("a table", () => {
  it("has a heading, and a line for each row, in columns as wide as they need", async () => {
    expect(
      await linesOf([
        { id: 7, title: "Buy milk" },
        { id: 12, title: "Call Bob" },
      ]),
    ).to.deep.equal(["Id  Title     End", "--  --------  ---", " 7  Buy milk  .", "12  Call Bob  ."]);
  });

  it("is nothing when there are no rows", async () => {
    expect(await linesOf([])).to.deep.equal([]);
  });

  it("lets no text control the terminal or break its line", async () => {
    const [, , line] = await linesOf([{ id: 1, title: "a\u001b[2Jb\nc\r\u202ed\u009b31m" }]);
    expect(line).to.equal(" 1  a\\u001b[2Jb\\nc\\r\\u202ed\\u009b31m  .");
  });

  it("cuts only where somebody has a screen, and only what may be cut", async () => {
    const rows = [{ id: 123456, title: "漢字".repeat(20) }];
    const [, , whole] = await linesOf(rows);
    expect(whole).to.include("漢字".repeat(20));
    const [heading, , cut] = await linesOf(rows, 40);
    expect(heading).to.equal(`    Id  ${"Title".padEnd(27)}  End`);
    expect(cut).to.equal(`123456  ${"漢字".repeat(6)}漢…  .`);
    const [, , narrow] = await linesOf(rows, 10);
    expect(narrow).to.include("123456").and.include("…");
  });

  it("does not wait for the last row before it shows the first, however many there are", async () => {
    let given = 0;
    async function* rows(): AsyncGenerator<Row> {
      for (; given < 5000; given++)
        yield { id: given, title: given < 2000 ? "short" : "rather longer than those before" };
    }
    const lines = tableLines(COLUMNS, rows(), null);
    await lines.next();
    expect(given).to.be.below(1100);
    const seen: string[] = [];
    for await (const line of lines) seen.push(line);
    expect(seen).to.have.length(5001);
    expect(seen.at(-1)).to.equal("4999  rather longer than those before  .");
  });
});
