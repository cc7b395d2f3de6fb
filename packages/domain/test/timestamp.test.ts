import { expect } from "chai";
import * as fc from "fast-check";
import { isTimestamp, later, timestamp } from "../src/index.js";
import { holds } from "./seeded.js";

const EARLIEST = Date.UTC(0, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const moment = fc.integer({ min: EARLIEST, max: LATEST });

describe("timestamp", () => {
  it("is ISO 8601 in UTC with milliseconds, from a Date or from milliseconds", () => {
    expect(timestamp(Date.UTC(2026, 0, 31, 12))).to.equal("2026-01-31T12:00:00.000Z");
    expect(timestamp(new Date("2026-01-31T13:00:00.5+01:00"))).to.equal("2026-01-31T12:00:00.500Z");
    expect(timestamp(EARLIEST)).to.equal("1900-01-01T00:00:00.000Z");
    expect(timestamp(LATEST)).to.equal("9999-12-31T23:59:59.999Z");
  });

  it("names a moment that is read back as the same one", () => {
    holds(fc.property(moment, (ms) => isTimestamp(timestamp(ms)) && Date.parse(timestamp(ms)) === ms));
  });

  it("compares as text in the order of time", () => {
    holds(fc.property(moment, moment, (a, b) => a < b === timestamp(a) < timestamp(b)));
    holds(fc.property(moment, moment, (a, b) => later(timestamp(a), timestamp(b)) === timestamp(Math.max(a, b))));
  });

  it("refuses a moment out of range", () => {
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, EARLIEST - 1, LATEST + 1])
      expect(() => timestamp(ms)).to.throw(RangeError, "moment out of range");
    expect(() => timestamp(new Date("nonsense"))).to.throw(RangeError);
  });

  it("takes no other text for a timestamp, however much it means a time", () => {
    const forms = [
      "",
      "2026-01-31",
      "2026-01-31T12:00:00Z",
      "2026-01-31T12:00:00.000",
      "2026-01-31T12:00:00.000+00:00",
    ];
    const near = [
      "2026-01-31t12:00:00.000z",
      " 2026-01-31T12:00:00.000Z",
      "2026-01-31T12:00:00.000Z\n",
      "2026-01-31T12:00:00.0000Z",
    ];
    const never = [
      "2026-02-29T00:00:00.000Z",
      "2026-13-01T00:00:00.000Z",
      "2026-01-31T24:00:00.000Z",
      "2026-01-31T12:60:00.000Z",
    ];
    const far = ["0000-01-01T00:00:00.000Z", "1899-12-31T23:59:59.999Z", "+012026-01-31T12:00:00.000Z"];
    for (const text of [...forms, ...near, ...never, ...far]) expect(isTimestamp(text), text).to.equal(false);
    for (const text of [
      "1900-01-01T00:00:00.000Z",
      "2024-02-29T00:00:00.000Z",
      "2038-01-19T03:14:08.000Z",
      "9999-12-31T23:59:59.999Z",
    ])
      expect(isTimestamp(text), text).to.equal(true);
  });
});
