const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;
const CASED = /[\p{Changes_When_Casemapped}\p{Changes_When_Casefolded}]/u;
const LAST_CASED = 0x1e943;

/** The one letter that a case mapping gives; the letter itself where the mapping gives several (`ß`). */
const simple = (letter: string, mapping: "toUpperCase" | "toLowerCase"): string => {
  const mapped = letter[mapping]();
  return [...mapped].length === 1 ? mapped : letter;
};

let variants: Map<string, string> | undefined;

/** For each letter with case, all code points that differ from it by case alone (`k`, `K` and the Kelvin sign). */
const caseVariants = (): Map<string, string> => {
  if (variants) return variants;
  const classes = new Map<string, string>();
  for (let codePoint = 0x41; codePoint <= LAST_CASED; codePoint++) {
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
    const letter = String.fromCodePoint(codePoint);
    if (!CASED.test(letter)) continue;
    const folded = simple(simple(letter, "toUpperCase"), "toLowerCase");
    classes.set(folded, (classes.get(folded) ?? "") + letter);
  }
  variants = new Map();
  for (const letters of classes.values()) for (const letter of letters) variants.set(letter, letters);
  return variants;
};

/**
 * A literal, case-insensitive substring search as a case-sensitive regular expression: every letter becomes the class
 * of its case variants, everything else stands for itself. It means the same to JavaScript (flag `u`) and to
 * PostgreSQL (`~`), whatever the locale, so that every store finds the same tasks.
 */
export const searchPattern = (text: string): string => {
  const known = caseVariants();
  let pattern = "";
  for (const letter of text) {
    const same = known.get(letter);
    pattern += same === undefined || same === letter ? letter.replace(SYNTAX, "\\$&") : `[${same}]`;
  }
  return pattern;
};
