import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { runGate } from "./gate.js";
import { DEAD_CODE_PLANTS, LINT_PLANTS, type Plant, PROMISE_PLANTS, TYPE_PLANTS } from "./plants.js";
import { TreeCopy } from "./tree-copy.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

// Each violation stands in a file of its own, so that all of them can be planted in one copy, and each gate runs once.
describe("the gates, on a copy of the sources with violations planted,", () => {
  let copy: TreeCopy;

  before(() => {
    copy = new TreeCopy(ROOT);
    for (const { path, text } of [...TYPE_PLANTS, ...PROMISE_PLANTS, ...LINT_PLANTS, ...DEAD_CODE_PLANTS])
      copy.plant(path, text);
  });

  after(() => copy.remove());

  const sees = (gate: string, plants: readonly Plant[], run: (directory: string) => Promise<string>): void => {
    describe(`${gate} sees`, () => {
      let said: readonly string[] = [];

      before(async () => {
        said = (await run(copy.path)).replaceAll("\\", "/").split("\n");
      });

      for (const { title, path, verdict } of plants)
        it(title, () => {
          const about = said.filter((line) => line.includes(path));
          expect(about.filter((line) => line.includes(verdict))).to.not.be.empty;
        });
    });
  };

  sees("the compiler", TYPE_PLANTS, (tree) =>
    runGate(tree, "typescript", "tsc", "-b", "packages/adapters-memory", "--pretty", "false"),
  );
  sees("Biome", LINT_PLANTS, (tree) =>
    runGate(tree, "@biomejs/biome", "biome", "check", "--reporter=github", "--max-diagnostics=none"),
  );
  sees("oxlint", PROMISE_PLANTS, (tree) => runGate(tree, "oxlint", "oxlint", "--format=unix"));
  sees("knip", DEAD_CODE_PLANTS, (tree) => runGate(tree, "knip", "knip", "--no-progress", "--reporter=compact"));
});
