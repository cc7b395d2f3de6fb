import { timestamp } from "@taskward/domain";
import { expect } from "chai";
import fc from "fast-check";
import { fromMilliseconds } from "../src/moment.js";

const FIRST = Date.UTC(0, 0, 1);
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

describe("a moment as a text", () => {
  it("is what the domain says it is", () => {
    const near = fc.integer({ min: -100_000_000, max: 100_000_000 });
    fc.assert(
      fc.property(fc.oneof(near, fc.integer({ min: FIRST, max: LAST })), (ms) => {
        expect(fromMilliseconds(ms)).to.equal(timestamp(ms));
      }),
    );
    for (const ms of [FIRST, FIRST + 1, -1, 0, 1, LAST - 1, LAST]) expect(fromMilliseconds(ms)).to.equal(timestamp(ms));
  });

  it("is so for more days than are remembered", () => {
    for (const hours of [13, 25])
      for (let day = 0; day < 12_000; day++) {
        const ms = (day * 24 + hours) * 3_600_000 + day;
        if (fromMilliseconds(ms) !== timestamp(ms)) expect.fail(`${fromMilliseconds(ms)} is not ${timestamp(ms)}`);
      }
  });

  it("is none before 1900 and after 9999", () => {
    for (const ms of [FIRST - 1, LAST + 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(() => fromMilliseconds(ms), `${ms}`).to.throw(RangeError);
  });
});
