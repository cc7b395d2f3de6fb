import { expect } from "chai";
import { DESCRIPTION_LENGTH, draft, edit, TITLE_LENGTH } from "../src/index.js";
import { faultsOf } from "./faults-of.js";

const LETTERS = ["a", "é", "漢", "😀", "\u{10ffff}"];
const BROKEN = ["a\0b", "\ud800", "a\udc00", "\udc00\ud800"];

describe("draft", () => {
  it("is open and has no description unless said otherwise", () => {
    expect(draft({ title: "Buy milk" })).to.deep.equal({ title: "Buy milk", description: "", completed: false });
    expect(draft({ title: "a", description: null })).to.include({ description: "" });
    expect(draft({ title: "a", description: "b", completed: true })).to.deep.equal({
      title: "a",
      description: "b",
      completed: true,
    });
  });

  it("trims the title and leaves the description as it is", () => {
    expect(draft({ title: " \t\n\u00a0\u3000\ufeffa b\u2028 ", description: " b\n" })).to.include({
      title: "a b",
      description: " b\n",
    });
  });

  it("takes a title of 1 to 200 code points", () => {
    for (const letter of LETTERS) {
      const longest = letter.repeat(TITLE_LENGTH);
      expect(draft({ title: ` ${longest} ` }).title).to.equal(longest);
      expect(faultsOf(() => draft({ title: longest + letter }))).to.deep.equal(["title"]);
    }
    for (const blank of ["", " ", "\u3000\u00a0", "\ufeff", "\n\t"])
      expect(faultsOf(() => draft({ title: blank }))).to.deep.equal(["title"]);
    for (const control of ["\u0001", "\u007f", "\u0085", "\u200b"])
      expect(draft({ title: control }).title).to.equal(control);
  });

  it("takes a description of 0 to 1000 code points", () => {
    for (const letter of LETTERS) {
      const longest = letter.repeat(DESCRIPTION_LENGTH);
      expect(draft({ title: "a", description: longest }).description).to.equal(longest);
      expect(faultsOf(() => draft({ title: "a", description: longest + letter }))).to.deep.equal(["description"]);
    }
  });

  it("refuses U+0000 and half a surrogate pair, and names every field at fault", () => {
    for (const broken of BROKEN) {
      expect(faultsOf(() => draft({ title: broken }))).to.deep.equal(["title"]);
      expect(faultsOf(() => draft({ title: "a", description: broken }))).to.deep.equal(["description"]);
      expect(faultsOf(() => draft({ title: " ", description: broken }))).to.deep.equal(["title", "description"]);
    }
  });
});

describe("edit", () => {
  it("holds what is given and nothing else", () => {
    expect(edit({})).to.deep.equal({});
    expect(edit({ title: undefined, description: undefined, completed: undefined })).to.deep.equal({});
    expect(edit({ title: " a " })).to.deep.equal({ title: "a" });
    expect(edit({ description: "" })).to.deep.equal({ description: "" });
    expect(edit({ description: null })).to.deep.equal({ description: "" });
    expect(edit({ completed: false })).to.deep.equal({ completed: false });
  });

  it("has the limits of a draft", () => {
    expect(edit({ title: "😀".repeat(TITLE_LENGTH) }).title).to.have.length(2 * TITLE_LENGTH);
    for (const title of ["", " ", "a".repeat(TITLE_LENGTH + 1), ...BROKEN])
      expect(faultsOf(() => edit({ title }))).to.deep.equal(["title"]);
    for (const description of ["a".repeat(DESCRIPTION_LENGTH + 1), ...BROKEN])
      expect(faultsOf(() => edit({ title: "", description }))).to.deep.equal(["title", "description"]);
  });
});
