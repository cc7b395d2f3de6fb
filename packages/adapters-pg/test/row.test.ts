import { expect } from "chai";
import { readTask, toTimestamp, toUser } from "../src/row.js";
import { rowOf } from "./support/wire-row.js";

describe("a row", () => {
  const moments: readonly (readonly [string, string])[] = [
    ["2026-01-31 12:00:00+00", "2026-01-31T12:00:00.000Z"],
    ["2026-01-31 12:00:00.1+00", "2026-01-31T12:00:00.100Z"],
    ["2026-01-31 12:00:00.12+00", "2026-01-31T12:00:00.120Z"],
    ["2026-01-31 12:00:00.012+00", "2026-01-31T12:00:00.012Z"],
    ["2026-01-31 12:00:00.123456+00", "2026-01-31T12:00:00.123Z"],
    ["9999-12-31 23:59:59.999+00", "9999-12-31T23:59:59.999Z"],
  ];
  for (const [text, moment] of moments)
    it(`reads ${text} as it stands, for it is UTC`, () => {
      expect(toTimestamp(text)).to.equal(moment);
    });

  const elsewhere: readonly (readonly [string, string])[] = [
    ["2026-01-31 13:00:00.12+01", "2026-01-31T12:00:00.120Z"],
    ["2026-01-31 17:45:00+05:45", "2026-01-31T12:00:00.000Z"],
    ["2025-12-31 20:30:00.5-03:30", "2026-01-01T00:00:00.500Z"],
    ["1930-05-01 00:19:32+00:19:32", "1930-05-01T00:00:00.000Z"],
    ["1900-01-01 04:56:02-00:00:02", "1900-01-01T04:56:04.000Z"],
  ];
  for (const [text, moment] of elsewhere)
    it(`reckons ${text} back to UTC`, () => {
      expect(toTimestamp(text)).to.equal(moment);
    });

  for (const text of [
    "31/01/2026 12:00:00 UTC",
    "Sat Jan 31 12:00:00 2026 UTC",
    "31.01.2026 12:00:00.12+00",
    "infinity",
    "",
  ])
    it(`does not guess at ${JSON.stringify(text)}`, () => {
      expect(() => toTimestamp(text)).to.throw("DateStyle must be ISO");
    });

  const NOON = "2026-01-31 12:00:00+00";

  it("becomes a task with numbers and moments", () => {
    const row = rowOf(["7", "ann", "1", "", NOON, "2026-01-31 12:00:01+00", null, "2"]);
    expect(readTask(row, ["ann"])).to.deep.equal({
      id: 7,
      owner: "ann",
      title: "1",
      description: "",
      completedAt: null,
      createdAt: "2026-01-31T12:00:00.000Z",
      updatedAt: "2026-01-31T12:00:01.000Z",
      version: 2,
    });
  });

  it("becomes a task whose times are the same, or are not", () => {
    const moments = (created: string, updated: string, completed: string | null) => {
      const task = readTask(rowOf(["7", "ann", "1", "", created, updated, completed, "2"]), ["ann"]);
      return [task.createdAt, task.updatedAt, task.completedAt].map((moment) => moment?.slice(14, 19));
    };
    const [later, last] = ["2026-01-31 12:01:00+00", "2026-01-31 12:02:00+00"];
    expect(moments(NOON, NOON, null)).to.deep.equal(["00:00", "00:00", undefined]);
    expect(moments(NOON, NOON, NOON)).to.deep.equal(["00:00", "00:00", "00:00"]);
    expect(moments(NOON, later, later)).to.deep.equal(["00:00", "01:00", "01:00"]);
    expect(moments(NOON, last, later)).to.deep.equal(["00:00", "02:00", "01:00"]);
    expect(moments(NOON, later, NOON)).to.deep.equal(["00:00", "01:00", "00:00"]);
  });

  for (const owner of ["anne", "an", "bob", "", "Ann", "ann\u0301"])
    it(`becomes no task of ann's when it is one of ${JSON.stringify(owner)}'s`, () => {
      const row = rowOf(["7", owner, "1", "", NOON, NOON, null, "2"]);
      expect(() => readTask(row, ["ann"])).to.throw("another owner");
    });

  it("becomes a user", () => {
    expect(toUser(["ann", null, "Ann", "2026-01-31 12:00:00+00", "2026-01-31 12:00:01+00"])).to.deep.equal({
      id: "ann",
      email: null,
      name: "Ann",
      createdAt: "2026-01-31T12:00:00.000Z",
      disabledAt: "2026-01-31T12:00:01.000Z",
    });
  });
});
