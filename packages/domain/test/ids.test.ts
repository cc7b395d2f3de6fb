import { expect } from "chai";
import * as fc from "fast-check";
import { isTaskId, isUserId, isUuid, parsePositiveInteger, parseTaskId, userId } from "../src/index.js";
import { faultsOf } from "./faults-of.js";
import { holds } from "./seeded.js";

const GREATEST = Number.MAX_SAFE_INTEGER;

describe("ids", () => {
  it("reads a plain positive integer up to 2^53-1", () => {
    for (const number of [1, 7, 10, 999, 2 ** 32, GREATEST]) expect(parsePositiveInteger(`${number}`)).to.equal(number);
    holds(fc.property(fc.integer({ min: 1, max: GREATEST }), (number) => parseTaskId(`${number}`) === number));
  });

  it("reads nothing else as a number, whatever JavaScript makes of it", () => {
    const others = [
      "",
      "0",
      "00",
      "01",
      "-1",
      "+1",
      " 1",
      "1 ",
      "1\n",
      "1.0",
      "1.",
      ".1",
      "1e3",
      "1E3",
      "0x10",
      "0b1",
      "1_000",
    ];
    const stranger = [
      "NaN",
      "Infinity",
      "٥",
      "１",
      "1n",
      "1,000",
      "null",
      "1;2",
      "1%20",
      "9007199254740992",
      "9007199254740993",
    ];
    const large = ["9223372036854775808", "9999999999999999", "1".repeat(17), "9".repeat(400)];
    for (const text of [...others, ...stranger, ...large]) expect(parseTaskId(text), text).to.equal(null);
    holds(fc.property(fc.string(), (text) => parseTaskId(text) === null || `${parseTaskId(text)}` === text));
  });

  it("takes whole numbers from 1 to 2^53-1 as task ids, and no other value", () => {
    for (const id of [1, GREATEST]) expect(isTaskId(id)).to.equal(true);
    for (const other of [0, -1, 1.5, GREATEST + 1, Number.NaN, Number.POSITIVE_INFINITY, "1", 1n, null, undefined, [1]])
      expect(isTaskId(other)).to.equal(false);
  });

  it("takes any text of 1 to 255 code points without control characters as a user id", () => {
    const names = ["a", "__proto__", "constructor", "toString", "hasOwnProperty", "a b", "é", "auth0|123", "a\u00a0b"];
    for (const id of [...names, "x".repeat(255), "😀".repeat(255)]) {
      expect(isUserId(id), id).to.equal(true);
      expect(userId(id)).to.equal(id);
    }
  });

  it("refuses every other user id", () => {
    const controls = ["\0", "a\nb", "\t", "\u001f", "\u007f", "\u0085", "\u009f"];
    for (const text of ["", "x".repeat(256), "😀".repeat(256), "\ud800", "a\udc00", ...controls]) {
      expect(isUserId(text), JSON.stringify(text)).to.equal(false);
      expect(faultsOf(() => userId(text))).to.deep.equal(["user"]);
    }
    for (const other of [7, null, undefined, {}, ["a"], true]) expect(isUserId(other)).to.equal(false);
  });

  it("knows a UUID of any version and case, and nothing like it", () => {
    const uuid = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
    for (const text of [uuid, uuid.toUpperCase(), "00000000-0000-0000-0000-000000000000"])
      expect(isUuid(text)).to.equal(true);
    const others = [
      "",
      uuid.replaceAll("-", ""),
      `{${uuid}}`,
      ` ${uuid}`,
      `${uuid}\n`,
      `urn:uuid:${uuid}`,
      uuid.replace("a", "g"),
      `${uuid}0`,
    ];
    for (const text of others) expect(isUuid(text), text).to.equal(false);
  });
});
