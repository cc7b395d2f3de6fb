import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { isFile, writeAtomically } from "../../src/archive/atomic-file.js";

const messageOf = (outcome: Promise<unknown>): Promise<string> =>
  outcome.then(
    () => "done",
    (error: Error) => error.message,
  );

describe("a file written atomically", () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = temporaryDirectory();
    path = join(directory, "export.ndjson");
  });

  it("appears when it is complete, for its owner alone", async () => {
    const result = await writeAtomically(path, async (write) => {
      await write("a".repeat(100_000));
      expect(readdirSync(directory)).not.to.include("export.ndjson");
      await write("b");
      return 7;
    });
    expect(result).to.equal(7);
    expect(readFileSync(path, "utf8")).to.equal(`${"a".repeat(100_000)}b`);
    expect(readdirSync(directory)).to.deep.equal(["export.ndjson"]);
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).to.equal(0o600);
  });

  it("leaves nothing behind when it was not completed, and what was there before as it was", async () => {
    writeFileSync(path, "before");
    const broken = writeAtomically(path, async (write) => {
      await write("half");
      throw new Error("interrupted");
    });
    expect(await messageOf(broken)).to.equal("interrupted");
    expect(readdirSync(directory)).to.deep.equal(["export.ndjson"]);
    expect(readFileSync(path, "utf8")).to.equal("before");
  });

  it("replaces the file that a link points to, not the link", async () => {
    const link = join(directory, "link");
    writeFileSync(path, "before");
    symlinkSync(path, link);
    await writeAtomically(link, (write) => write("after"));
    expect(readFileSync(path, "utf8")).to.equal("after");
  });

  it("says why it cannot be written", async () => {
    const nowhere = join(directory, "nowhere", "export.ndjson");
    expect(await messageOf(writeAtomically(nowhere, async () => {}))).to.equal(
      `${nowhere} cannot be written: there is no such file or directory`,
    );
  });

  it("is told from what is no file", async () => {
    expect(await isFile(path)).to.equal(false);
    writeFileSync(path, "");
    expect(await isFile(path)).to.equal(true);
    expect(await messageOf(isFile(directory))).to.include("no file");
  });
});
