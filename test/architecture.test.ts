import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { CODE_RULES } from "./architecture/code-rules.js";
import { DEPENDENCY_RULES } from "./architecture/dependency-rules.js";
import { NAMING_RULES } from "./architecture/naming-rules.js";
import { planted, readSourceTree } from "./architecture/source-tree.js";
import { SUPPLY_RULES } from "./architecture/supply-rules.js";
import { WORKSPACE_RULES } from "./architecture/workspace-rules.js";

const RULES = [...DEPENDENCY_RULES, ...WORKSPACE_RULES, ...CODE_RULES, ...NAMING_RULES, ...SUPPLY_RULES];
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("the architecture", () => {
  const tree = readSourceTree(ROOT);

  for (const { title, violations } of RULES)
    it(title, () => {
      expect(violations(tree)).to.deep.equal([]);
    });

  describe("is watched by rules that are not blind", () => {
    for (const { title, violations, plants } of RULES)
      it(`sees what breaks "${title}"`, () => {
        const before = new Set(violations(tree));
        for (const [path, text] of Object.entries(plants)) {
          const now = violations(planted(tree, { [path]: text }));
          expect(
            now.filter((violation) => !before.has(violation)),
            path,
          ).to.not.be.empty;
        }
      });
  });
});
