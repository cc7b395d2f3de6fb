import { expect } from "chai";
import { columnsOf, cut } from "../../src/shell/columns.js";
import { printable } from "../../src/shell/printable.js";

describe("a text on a terminal", () => {
  for (const [text, shown] of [
    ["Buy milk", "Buy milk"],
    ["日本 é e\u0301 😀 👩\u200d👩\u200d👧", "日本 é e\u0301 😀 👩\u200d👩\u200d👧"],
    ["\u001b[2J\u0007", "\\u001b[2J\\u0007"],
    ["\u009b31m\u007f", "\\u009b31m\\u007f"],
    ["a\tb\r\nc", "a\\tb\\r\\nc"],
    ["abc\u202edef\u2066", "abc\\u202edef\\u2066"],
    ["a\u2028b\u2029c\u200f", "a\\u2028b\\u2029c\\u200f"],
    ["half \ud83d", "half \ufffd"],
  ] as const)
    it(`is shown as ${shown}`, () => expect(printable(text)).to.equal(shown));

  for (const [text, columns] of [
    ["", 0],
    ["Buy milk", 8],
    ["é", 1],
    ["e\u0301\u0327", 1],
    ["日本語", 6],
    ["한국어", 6],
    ["\u1112\u1161\u11ab", 2],
    ["ｶﾅ", 2],
    ["カナ", 4],
    ["ＡＢ", 4],
    ["😀", 2],
    ["👩\u200d👩\u200d👧", 2],
    ["🇩🇪", 2],
    ["❤\ufe0f", 2],
    ["𠮷", 2],
    ["𝒳", 1],
    ["a\u200bb", 2],
    ["नमस्ते", 4],
  ] as const)
    it(`takes ${columns} columns for ${JSON.stringify(text)}`, () => expect(columnsOf(text)).to.equal(columns));

  it("is cut between the signs that people see, never inside one", () => {
    expect(cut("Buy milk", 8)).to.equal("Buy milk");
    expect(cut("Buy milk", 7)).to.equal("Buy mi…");
    expect(cut("日本語", 5)).to.equal("日本…");
    expect(cut("日本語", 4)).to.equal("日…");
    expect(cut("e\u0301e\u0301e\u0301", 2)).to.equal("e\u0301…");
    expect(cut("👩\u200d👩\u200d👧👩\u200d👩\u200d👧", 3)).to.equal("👩\u200d👩\u200d👧…");
  });
});
