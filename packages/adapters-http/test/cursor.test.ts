import type { TaskId, TaskOrder } from "@taskward/domain";
import { expect } from "chai";
import { decodeCursor, encodeCursor } from "../src/tasks/cursor.js";

const BY_TITLE: TaskOrder = { key: "title", descending: false };

describe("a cursor", () => {
  it("leads on from a title that somebody wrote into the database with white space around it", () => {
    const place = { key: " a ", id: 7 as TaskId };
    expect(decodeCursor(encodeCursor("title", place), "title", BY_TITLE)).to.deep.equal(place);
  });
});
