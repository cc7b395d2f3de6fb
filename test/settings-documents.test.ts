import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { envExample, readSettings } from "@taskward/composition";
import { expect } from "chai";
import { SETTINGS_DOCUMENTS } from "./support/settings-documents.js";

describe("the documents that are made of the settings", () => {
  for (const [file, text] of SETTINGS_DOCUMENTS)
    it(`have ${file.pathname.split("/").at(-1)} as \`npm run settings-documents\` writes it`, () => {
      expect(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).to.equal(text);
    });

  it("change nothing when .env.example is copied, and are right when every default in it is taken", () => {
    expect(parseEnv(envExample())).to.deep.equal({});
    const defaults = envExample().replaceAll(/^#([A-Z_]+=.)/gm, "$1");
    expect(readSettings(parseEnv(defaults))).to.deep.equal(readSettings({}));
  });
});
