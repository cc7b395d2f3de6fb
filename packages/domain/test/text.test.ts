import { expect } from "chai";
import * as fc from "fast-check";
import { codePoints, compareCodePoints, compareTitles, isStorable } from "../src/index.js";
import { holds, text } from "./seeded.js";

const byCodePoint = (a: string, b: string): number => {
  const [x, y] = [a, b].map((word) => [...word].map((letter) => letter.codePointAt(0) ?? 0)) as [number[], number[]];
  const i = x.findIndex((point, at) => point !== y[at]);
  return i < 0 ? x.length - y.length : (x[i] ?? 0) - (y[i] ?? -1);
};
const lowered = (word: string): string => word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

describe("text", () => {
  it("stores every text but one with U+0000 or half a surrogate pair", () => {
    for (const whole of ["", "a\u0001\u0085\u2028", "😀", "\ufffd\uffff", "\u{10ffff}"])
      expect(isStorable(whole)).to.equal(true);
    for (const broken of ["\0", "a\0b", "\ud800", "a\udc00b", "\udc00\ud800", "😀\ud83d"])
      expect(isStorable(broken)).to.equal(false);
  });

  it("counts code points, not UTF-16 units", () => {
    for (const [word, length] of [
      ["", 0],
      ["a", 1],
      ["é", 1],
      ["e\u0301", 2],
      ["😀", 1],
      ["a😀b", 3],
      ["\u{10000}\u{103ff}\u{10ffff}", 3],
    ] as const)
      expect(codePoints(word)).to.equal(length);
    holds(fc.property(text(), (word) => codePoints(word) === [...word].length));
  });

  it("orders by code point, so that an emoji comes after U+FFFF", () => {
    const inOrder = [
      "",
      "A",
      "AA",
      "B",
      "a",
      "é",
      "\ue000",
      "\uff21",
      "\uffff",
      "\u{10000}",
      "\u{103fe}",
      "\u{103ff}",
      "𝒜",
      "😀",
      "\u{10ffff}",
    ];
    expect([...inOrder].reverse().sort(compareCodePoints)).to.deep.equal(inOrder);
    holds(fc.property(text(), text(), (a, b) => Math.sign(compareCodePoints(a, b)) === Math.sign(byCodePoint(a, b))));
  });

  it("orders titles by code point with A to Z as a to z, and no other letter folded", () => {
    const inOrder = ["0", "@", "[", "_", "a", "Ab", "ac", "B", "z", "{", "É", "é", "\uff21", "😀"];
    expect([...inOrder].reverse().sort(compareTitles)).to.deep.equal(inOrder);
    holds(
      fc.property(
        text(),
        text(),
        (a, b) => Math.sign(compareTitles(a, b)) === Math.sign(byCodePoint(lowered(a), lowered(b))),
      ),
    );
  });

  it("has one order of titles: reversed when they change places, and carried on from each to the next", () => {
    const word = text({ maxLength: 4 });
    holds(fc.property(word, word, (a, b) => Math.sign(compareTitles(a, b)) + Math.sign(compareTitles(b, a)) === 0));
    holds(
      fc.property(word, word, word, (a, b, c) => {
        const [first, second, third] = [a, b, c].sort(compareTitles) as [string, string, string];
        return (
          compareTitles(first, second) <= 0 && compareTitles(second, third) <= 0 && compareTitles(first, third) <= 0
        );
      }),
    );
  });
});
