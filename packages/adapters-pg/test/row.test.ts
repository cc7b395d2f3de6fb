import { expect } from "chai";
import { readTask, readUser } from "../src/row.js";
import { instant, int32, int64, rowOf } from "./support/wire-row.js";

describe("a row", () => {
  const NOON = instant("2026-01-31T12:00:00.000Z");

  it("becomes a task with numbers and moments", () => {
    const row = rowOf([int64(7), "ann", "1", "", NOON, instant("2026-01-31T12:00:01.002Z"), null, int32(2)]);
    expect(readTask(row, ["ann"])).to.deep.equal({
      id: 7,
      owner: "ann",
      title: "1",
      description: "",
      completedAt: null,
      createdAt: "2026-01-31T12:00:00.000Z",
      updatedAt: "2026-01-31T12:00:01.002Z",
      version: 2,
    });
  });

  it("becomes a task whose times are the same, or are not", () => {
    const moments = (created: Buffer, updated: Buffer, completed: Buffer | null) => {
      const task = readTask(rowOf([int64(7), "ann", "1", "", created, updated, completed, int32(2)]), ["ann"]);
      return [task.createdAt, task.updatedAt, task.completedAt].map((moment) => moment?.slice(14, 19));
    };
    const [later, last] = [instant("2026-01-31T12:01:00.000Z"), instant("2026-01-31T12:02:00.000Z")];
    expect(moments(NOON, NOON, null)).to.deep.equal(["00:00", "00:00", undefined]);
    expect(moments(NOON, NOON, NOON)).to.deep.equal(["00:00", "00:00", "00:00"]);
    expect(moments(NOON, later, later)).to.deep.equal(["00:00", "01:00", "01:00"]);
    expect(moments(NOON, last, later)).to.deep.equal(["00:00", "02:00", "01:00"]);
    expect(moments(NOON, later, NOON)).to.deep.equal(["00:00", "01:00", "00:00"]);
  });

  for (const owner of ["anne", "an", "bob", "", "Ann", "ann\u0301"])
    it(`becomes no task of ann's when it is one of ${JSON.stringify(owner)}'s`, () => {
      const row = rowOf([int64(7), owner, "1", "", NOON, NOON, null, int32(2)]);
      expect(() => readTask(row, ["ann"])).to.throw("another owner");
    });

  it("becomes a user", () => {
    expect(readUser(rowOf(["ann", null, "Ann", NOON, instant("2026-01-31T12:00:01.000Z")]), [])).to.deep.equal({
      id: "ann",
      email: null,
      name: "Ann",
      createdAt: "2026-01-31T12:00:00.000Z",
      disabledAt: "2026-01-31T12:00:01.000Z",
    });
    expect(readUser(rowOf(["bob", "bob@example.com", null, NOON, null]), [])).to.deep.equal({
      id: "bob",
      email: "bob@example.com",
      name: null,
      createdAt: "2026-01-31T12:00:00.000Z",
      disabledAt: null,
    });
  });
});
