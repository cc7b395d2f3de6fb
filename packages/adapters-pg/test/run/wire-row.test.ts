import { expect } from "chai";
import fc from "fast-check";
import { instant, int32, int64, rowOf } from "../support/wire-row.js";

const text = fc.string({ unit: "grapheme" });

describe("a row on the wire", () => {
  it("gives all columns as texts, however often it is asked, and whatever was read before", () => {
    fc.assert(
      fc.property(fc.array(fc.option(text)), (fields) => {
        const row = rowOf(fields);
        expect(row.fields).to.deep.equal(fields);
        if (fields.length > 0 && !row.isNull()) row.text();
        expect(row.fields).to.deep.equal(fields);
      }),
    );
  });

  it("gives a column's text, whatever it was likely to be", () => {
    const alike = text.chain((one) => fc.tuple(fc.constant(one), fc.constant(Buffer.from(one).toString("latin1"))));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(text, text),
          text.map((one) => [one, one] as const),
          alike,
        ),
        ([is, likely]) => {
          const row = rowOf([is, "next"]);
          expect([row.text(likely), row.text()]).to.deep.equal([is, "next"]);
        },
      ),
    );
  });

  it("does not take bytes for the characters with their numbers", () => {
    expect(rowOf(["é"]).text("Ã©")).to.equal("é");
  });

  it("gives whole numbers of both sizes, up to the greatest that are safe", () => {
    const short = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const long = fc.oneof(short, fc.maxSafeInteger());
    fc.assert(
      fc.property(short, long, long, (one, other, third) => {
        const row = rowOf([int32(one), int64(other), int64(third)]);
        expect([row.integer(), row.integer(), row.integer()]).to.deep.equal([one, other, third]);
      }),
    );
    for (const n of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, -1])
      expect(rowOf([int64(n)]).integer()).to.equal(n);
  });

  it("takes for an integer nothing that has not the size of one", () => {
    for (const bytes of ["", "7", "77", "777", "7777777", "777777777"])
      expect(() => rowOf([bytes]).integer(), bytes).to.throw("so many bytes");
  });

  it("gives moments to the millisecond, of all years that a task may be of", () => {
    const moments = fc.integer({ min: Date.UTC(0, 0, 1), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });
    fc.assert(
      fc.property(moments, moments, (one, other) => {
        const row = rowOf([one, other].map((ms) => instant(new Date(ms).toISOString())));
        expect([row.moment(), row.moment()]).to.deep.equal([one, other]);
      }),
    );
  });

  it("passes over a NULL that is asked for, and over nothing else", () => {
    const row = rowOf([null, "", null, "x"]);
    expect([row.isNull(), row.isNull(), row.text(), row.isNull(), row.isNull(), row.text()]).to.deep.equal([
      true,
      false,
      "",
      true,
      false,
      "x",
    ]);
  });

  it("takes a NULL for no text, and for no number", () => {
    expect(() => rowOf([null]).text("null")).to.throw("NULL");
    expect(() => rowOf([null]).integer()).to.throw("NULL");
    expect(() => rowOf([null]).moment()).to.throw("NULL");
  });
});
