import { expect } from "chai";
import fc from "fast-check";
import { rowOf } from "../support/wire-row.js";

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

  it("gives whole numbers, up to the greatest that is safe", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (one, other) => {
        const row = rowOf([String(one), String(other)]);
        expect([row.integer(), row.integer()]).to.deep.equal([one, other]);
      }),
    );
    expect(rowOf(["9007199254740991"]).integer()).to.equal(Number.MAX_SAFE_INTEGER);
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
  });
});
