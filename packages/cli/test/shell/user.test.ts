import { expect } from "chai";
import { storeCopy } from "../support/store-copy.js";
import { run } from "./command.js";

describe("a shell for a named user", () => {
  it("works on that user's tasks in the configured store", async () => {
    const DATABASE_URL = `pglite:${await storeCopy()}`;
    const ofAnn = (input: string) => run(input, { DATABASE_URL }, ["--user", "ann"]);
    await ofAnn("1\nBuy milk\n\n6\n");
    const ann = await ofAnn("2\n");
    expect(ann.output)
      .to.match(/^Taskward: tasks of ann\.\n/)
      .and.include(" 1  [ ]   Buy milk\n1 task,");
    expect([ann.errors, ann.code]).to.deep.equal(["", 0]);
  });
});
