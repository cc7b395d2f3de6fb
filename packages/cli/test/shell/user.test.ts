import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "./command.js";

describe("a shell for a named user", () => {
  it("works on that user's tasks in the configured store", async function () {
    this.timeout(60_000);
    const directory = mkdtempSync(join(tmpdir(), "taskward-shell-"));
    const ofAnn = (input: string) =>
      run(input, { DATABASE_URL: `pglite:${join(directory, "data")}` }, ["--user", "ann"]);
    try {
      await ofAnn("1\nBuy milk\n\n6\n");
      const ann = await ofAnn("2\n");
      expect(ann.output)
        .to.match(/^Taskward: tasks of ann\.\n/)
        .and.include(" 1  [ ]   Buy milk\n1 task,");
      expect([ann.errors, ann.code]).to.deep.equal(["", 0]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
