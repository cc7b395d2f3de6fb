import { readFileSync } from "node:fs";
import { expect } from "chai";

const ROOT = new URL("../../", import.meta.url);
const SECURITY = readFileSync(new URL("SECURITY.md", ROOT), "utf8");

/** A title of a test as the text of a link to its file, or as the link's own title behind the path. */
const LINK = /\[([^\]]+)\]\((packages\/[^\s)]+\.ts|test\/[^\s)]+\.ts)(?:\s"([^"]+)")?\)/g;

const claims = [...SECURITY.matchAll(LINK)].map(([, text = "", path = "", title = text]) => ({
  path,
  title: title.replace(/\s+/g, " "),
}));

describe("SECURITY.md", () => {
  it("names only tests that there are", () => {
    expect(claims.length).to.be.greaterThan(50);
    const missing = claims.filter(({ path, title }) => !readFileSync(new URL(path, ROOT), "utf8").includes(title));
    expect(missing).to.deep.equal([]);
  });

  it("promises nothing without a test", () => {
    const rows = SECURITY.split("\n").filter((line) => /^\| (?!promise|---|secret)/.test(line));
    const promises = rows.slice(
      0,
      rows.findIndex((row) => row.startsWith("| `BETTER_AUTH_SECRET`")),
    );
    expect(promises.length).to.be.greaterThan(20);
    expect(promises.filter((row) => !/\.ts[)\s]/.test(row))).to.deep.equal([]);
  });
});
