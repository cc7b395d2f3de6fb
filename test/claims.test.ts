import { posix } from "node:path";
import { expect } from "chai";
import { claimsIn, figuresIn, rowsBy } from "./documents/claims.js";
import { PAGES, readPage } from "./documents/pages.js";

const linked = (path: string, href: string): string => readPage(posix.join(posix.dirname(path), href));

for (const [path, least] of [
  ["SECURITY.md", 20],
  ["docs/plans.md", 30],
] as const)
  describe(`${path}, on what is shown by tests,`, () => {
    const page = PAGES.get(path) ?? "";

    it("names only tests that there are", () => {
      expect(claimsIn(page)).to.have.length.above(least);
      expect(claimsIn(page).filter(({ title, href }) => !linked(path, href).includes(title))).to.deep.equal([]);
    });

    it("promises nothing without a test", () => {
      const promises = rowsBy("shown by", page);
      expect(promises).to.have.length.above(least);
      expect(promises.filter((promise) => claimsIn(promise).length === 0)).to.deep.equal([]);
    });
  });

for (const path of ["README.md", "docs/plans.md"])
  describe(`${path}, on what is measured,`, () => {
    const rows = rowsBy("measured in", PAGES.get(path) ?? "");

    it("has each figure from the page that it names", () => {
      const figures = rows.flatMap(figuresIn);
      expect(figures).to.not.be.empty;
      expect(figures.filter(({ href, figure }) => !linked(path, href).includes(figure))).to.deep.equal([]);
    });
  });
