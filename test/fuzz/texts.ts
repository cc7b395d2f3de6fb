import * as fc from "fast-check";

/** One code point each: of every width in UTF-8 and UTF-16, white space, controls, and what other languages escape. */
const LETTERS = [
  ..."aZ07 \t\n\u0001\u001f\u007f\u0085\u00a0é\u0301א\u2028\ufeff\ufffd🥛\u{10ffff}\"'\\/%_;<&{}$^[(.*+?",
];
const FILLERS = ["a", "é", "🥛", "'"];

/** How long texts in the middle of their limits are. */
const SHORT = 12;

const mixed = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...LETTERS), { minLength, maxLength }).map((letters) => letters.join(""));

/** Texts of so many code points: of any letters when short, and as long as may be. */
export const texts = (min: number, max: number): fc.Arbitrary<string> => {
  const edges = [max, max, min, min + 1, max - 1].filter((length) => length >= min && length <= max);
  const filled = fc
    .tuple(fc.constantFrom(...FILLERS), fc.constantFrom(...edges))
    .map(([filler, length]) => filler.repeat(length));
  return fc.oneof({ arbitrary: mixed(min, Math.min(max, min + SHORT)), weight: 1 }, { arbitrary: filled, weight: 1 });
};

/** Texts that are too short, too long by one, blank, or that no store could keep. */
export const wrongTexts = (min: number, max: number): fc.Arbitrary<string> => {
  const tooLong = Number.isFinite(max) ? FILLERS.map((filler) => filler.repeat(max + 1)) : [];
  const tooShort = min > 0 ? ["", " ", "\u3000\u00a0\t", "a".repeat(min - 1)] : [];
  return fc.constantFrom(...tooLong, ...tooShort, "a\0b", "\0", "a\ud800", "\udfffa");
};
