import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type Reached, shortfallsOf, summaryOf } from "./reach/summary.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const reached = (name: string, lines: number, branches = 100): Reached => ({ name, lines, branches, unloaded: [] });

describe("the bounds of what tests reach", () => {
  it("are 95 % for what decides and 90 % for the rest, of lines and of branches", () => {
    const enough = [reached("domain", 95, 95), reached("adapters-auth", 95), reached("cli", 90, 90)];
    expect(shortfallsOf(enough)).to.deep.equal([]);
    const short = [
      reached("application", 94.994),
      reached("adapters-memory", 96, 94),
      reached("adapters-pg", 89.9, 80),
    ];
    expect(shortfallsOf(short)).to.deep.equal([
      "application: 94.99 % of lines, not 95 %",
      "adapters-memory: 94.00 % of branches, not 95 %",
      "adapters-pg: 89.90 % of lines, not 90 %",
      "adapters-pg: 80.00 % of branches, not 90 %",
    ]);
  });

  it("are of all that a package is, each package for itself", () => {
    const share = (covered: number) => ({ total: 100, covered });
    const report = {
      [`${ROOT}packages/domain/src/task.ts`]: { lines: share(100), branches: share(80) },
      [`${ROOT}packages/domain/src/user.ts`]: { lines: share(50), branches: share(100) },
      [`${ROOT}packages/cli/src/main.ts`]: { lines: share(1), branches: share(1) },
    };
    const domain = summaryOf(ROOT, report).find(({ name }) => name === "domain");
    expect(domain).to.include({ lines: 75, branches: 90 });
    expect(domain?.unloaded).to.include("packages/domain/src/search.ts").and.not.include("packages/domain/src/task.ts");
  });

  it("are missed where nothing was measured", () => {
    const summary = summaryOf(ROOT, {});
    expect(summary.map(({ name }) => name))
      .to.include("composition")
      .and.not.include("testing");
    for (const { name } of summary)
      expect(shortfallsOf(summary).filter((line) => line.startsWith(`${name}:`))).to.have.length(2);
    expect(shortfallsOf(summary).join()).to.not.include("ports/task-store.ts").and.not.include("contracts/");
  });
});
