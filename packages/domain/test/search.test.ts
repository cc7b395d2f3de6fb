import { expect } from "chai";
import * as fc from "fast-check";
import { searchPattern } from "../src/index.js";
import { holds, text } from "./seeded.js";

const finds = (search: string, within: string): boolean => new RegExp(searchPattern(search), "u").test(within);

describe("searchPattern", () => {
  it("takes every character of a pattern language literally", () => {
    for (const syntax of "\\^$.*+?()[]{}|/-#%_&~!'\"`<>=,:; \n\t") {
      expect(finds(syntax, `a${syntax}b`), syntax).to.equal(true);
      expect(finds(syntax, "ab"), syntax).to.equal(false);
      expect(finds(`a${syntax}b`, "ab"), syntax).to.equal(false);
    }
    for (const [search, other] of [
      [".*", "abc"],
      ["[a-z]", "b"],
      ["a|b", "a"],
      ["\\w", "w"],
      ["(?i)a", "a"],
      ["a{2}", "aa"],
      ["***=a", "a"],
    ] as const) {
      expect(finds(search, search)).to.equal(true);
      expect(finds(search, other), search).to.equal(false);
    }
  });

  it("finds a letter in each of its cases", () => {
    for (const letters of ["kK\u212a", "éÉ", "σςΣ", "яЯ", "ǆǅǄ", "ßẞ", "åÅ\u212b", "𐐨𐐀", "ꭰᎠ", "sSſ"])
      for (const search of letters)
        for (const letter of letters) expect(finds(search, `x${letter}x`), `${search} in ${letter}`).to.equal(true);
  });

  it("does not find a letter that differs by more than case", () => {
    for (const [search, other] of [
      ["e", "é"],
      ["é", "e\u0301"],
      ["ss", "ß"],
      ["a", "а"],
      ["a", "ａ"],
      ["fi", "ﬁ"],
    ] as const)
      expect(finds(search, other), search).to.equal(false);
  });

  it("finds any text inside any other, and only where it is", () => {
    const word = text({ maxLength: 8 });
    holds(fc.property(word, word, word, (before, search, after) => finds(search, before + search + after)));
    holds(fc.property(word, word, (search, other) => finds(search, other) || !other.includes(search)));
    holds(fc.property(text({ minLength: 2, maxLength: 8 }), (search) => !finds(search, [...search].slice(1).join(""))));
  });

  it("finds the same whatever the case of the search", () => {
    const word = fc.string({ unit: fc.constantFrom(..."aBkéÉσяß.%[😀"), minLength: 1, maxLength: 3 });
    holds(
      fc.property(word, word, (search, other) => {
        const cases = [
          search.toLowerCase(),
          [...search].map((letter) => (letter === "ß" ? "ẞ" : letter.toUpperCase())).join(""),
        ];
        return cases.every((same) => finds(same, other) === finds(search, other));
      }),
    );
  });
});
