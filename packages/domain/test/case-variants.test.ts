import { expect } from "chai";
import { caseVariants } from "../src/case-variants.js";

const isLetter = (text: string): boolean => [...text].length === 1;

describe("caseVariants", () => {
  it("has with each letter those that are the same in another case", () => {
    const variants = caseVariants();
    for (const letters of ["Kk\u212a", "Éé", "Σςσ", "Яя", "ǄǅǆǄ", "ßẞ", "Åå\u212b", "𐐀𐐨", "Ꭰꭰ", "Ssſ"])
      for (const letter of letters) expect([...(variants.get(letter) ?? "")]).to.have.members([...new Set(letters)]);
  });

  it("knows every letter with case that this runtime knows", () => {
    const variants = caseVariants();
    for (let point = 0; point <= 0x10ffff; point++) {
      const letter = String.fromCodePoint(point);
      const upper = letter.toUpperCase();
      if (upper === letter && letter.toLowerCase() === letter) continue;
      const others = [upper, isLetter(upper) ? upper.toLowerCase() : letter].filter(isLetter);
      expect([...(variants.get(letter) ?? "")], point.toString(16)).to.include.members([letter, ...others]);
    }
  });

  it("has every letter in one class, and nothing without case", () => {
    const variants = caseVariants();
    for (const [letter, letters] of variants) {
      expect([...letters]).to.include(letter);
      for (const same of letters) expect(variants.get(same)).to.equal(letters);
    }
    for (const other of "1 @[`{~ªʹ中😀\u0301") expect(variants.has(other), other).to.equal(false);
    expect(variants.has("\ud801")).to.equal(false);
  });
});
