import { expect } from "chai";
import { manifestsOf, ownNames } from "./architecture/manifests.js";
import { readSourceTree } from "./architecture/source-tree.js";
import { rowsBy } from "./documents/claims.js";
import { PAGES, ROOT } from "./documents/pages.js";

const PAGE = PAGES.get("ARCHITECTURE.md") ?? "";

/** The packages from elsewhere that are delivered with ours. */
const needed = (): ReadonlySet<string> => {
  const manifests = manifestsOf(readSourceTree(ROOT));
  const own = ownNames(manifests);
  const delivered = manifests.filter(({ folder }) => folder !== null && folder !== "testing");
  return new Set(delivered.flatMap(({ dependencies }) => dependencies).filter((name) => !own.has(name)));
};

describe("ARCHITECTURE.md", () => {
  it("gives a reason for every dependency of production, and for no other", () => {
    const rows = rowsBy("instead of", PAGE).map((row) => row.split("|"));
    const explained = rows
      .filter(([, , reason = ""]) => reason.trim() !== "")
      .flatMap(([, names = ""]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect(explained).to.have.members([...needed()]);
    expect(PAGE).to.match(new RegExp(`^${explained.length} packages, at exact versions`, "m"));
  });
});
