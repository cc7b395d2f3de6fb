import { expect } from "chai";
import { blocksIn, withoutBlocks } from "./documents/blocks.js";
import { readPage } from "./documents/pages.js";
import { Reader } from "./documents/reader.js";
import { SCENES } from "./documents/scenes.js";
import { stepsOf, stepsOfEveryChange, withoutSteps } from "./documents/steps.js";

const README = readPage("README.md");
const SHELL = blocksIn(README).filter(({ language }) => language === "sh");

/** What each section has to paste, without the steps of development. */
const sessions = new Map<string, string[]>();
for (const { section, code } of SHELL)
  if (withoutSteps(code).trim() !== "") sessions.set(section, [...(sessions.get(section) ?? []), withoutSteps(code)]);

describe("README.md", () => {
  it("names no step of development but those that .ci/run takes with every change", () => {
    const steps = SHELL.flatMap(({ code }) => stepsOf(code));
    expect(steps).to.include.members(["ci", "test", "lint"]);
    expect(stepsOfEveryChange()).to.include.members(steps);
  });

  it("can be pasted into zsh as well, which takes no comments", () => {
    expect(SHELL.filter(({ code }) => /(^|\s)#/.test(code))).to.deep.equal([]);
  });

  it("has its commands in blocks, where they are tried", () => {
    const commands = withoutBlocks(README).match(/`(npm|npx|node|curl|git|docker|taskward|openssl) [^`]*`/g);
    expect(commands).to.equal(null);
  });
});

// The sessions are for bash.
if (process.platform !== "win32")
  describe("README.md, pasted into a terminal,", () => {
    let reader: Reader;

    before(async () => {
      reader = await Reader.withClone();
    });
    afterEach(() => reader.leave());

    it("is tried in every section that has something to paste", () => {
      expect([...sessions.keys()]).to.have.members(Object.keys(SCENES));
    });

    for (const [section, pasted] of sessions)
      it(`does what it says under "${section}"`, async () => {
        const left = [...pasted];
        await SCENES[section]?.(reader, () => left.shift() ?? "");
        expect(left).to.deep.equal([]);
      });
  });
