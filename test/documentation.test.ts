import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { brokenLinks } from "./documents/links.js";
import { PAGES, ROOT } from "./documents/pages.js";
import { isStep, stepsIn } from "./documents/steps.js";

const exists = (path: string): boolean => existsSync(join(ROOT, path));

describe("the links of the documentation", () => {
  it("lead to files and headings that there are", () => {
    expect(PAGES.size).to.be.above(30);
    expect(brokenLinks(PAGES, exists)).to.deep.equal([]);
  });

  it("are seen when they lead nowhere", () => {
    const page = `# One page

[itself](#one-page), [again](#one-page-1), [a file](../README.md), ![a picture](none.png), [a heading](#none),
[code \`in it\`](none.ts "a title"), \`[no link](none)\`, <img src="none.jpg">, [elsewhere](https://example.com/none)

\`\`\`md
# None
[no link](none)
\`\`\`

## One page
`;
    expect(brokenLinks(new Map([["docs/page.md", page]]), exists)).to.deep.equal([
      "docs/page.md: none.png",
      "docs/page.md: #none",
      "docs/page.md: none.ts",
      "docs/page.md: none.jpg",
    ]);
  });

  it("lead from the index of the documents to each of them", () => {
    const index = PAGES.get("docs/README.md") ?? "";
    const documents = [...PAGES.keys()].filter((path) => /^docs\/(?!README)/.test(path));
    expect(documents.filter((path) => !index.includes(`](${path.replace("docs/", "")})`))).to.deep.equal([]);
  });
});

describe("the scripts that the documentation names", () => {
  it("are there", () => {
    const named = [...PAGES].flatMap(([path, page]) => stepsIn(page).map((step) => ({ path, step })));
    expect(named).to.have.length.above(50);
    expect(named.filter(({ step }) => !isStep(step))).to.deep.equal([]);
  });
});
