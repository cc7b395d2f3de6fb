const CASED = /[\p{Changes_When_Casemapped}\p{Changes_When_Casefolded}]/u;
const FIRST_CASED = 0x41;
const LAST_CASED = 0x1e943;

/** The one letter that a case mapping gives; the letter itself where the mapping gives several (`ß`). */
const simple = (letter: string, mapping: "toUpperCase" | "toLowerCase"): string => {
  const mapped = letter[mapping]();
  return [...mapped].length === 1 ? mapped : letter;
};

/**
 * For each letter with case, all code points that differ from it by case alone (`k`, `K` and the Kelvin sign), itself
 * included. Made anew each time, out of 125 000 code points: better kept by who needs it often.
 */
export const caseVariants = (): ReadonlyMap<string, string> => {
  const classes = new Map<string, string>();
  for (let codePoint = FIRST_CASED; codePoint <= LAST_CASED; codePoint++) {
    // Half a surrogate pair has no case.
    const letter = String.fromCodePoint(codePoint);
    if (!CASED.test(letter)) continue;
    const folded = simple(simple(letter, "toUpperCase"), "toLowerCase");
    classes.set(folded, (classes.get(folded) ?? "") + letter);
  }
  const variants = new Map<string, string>();
  for (const letters of classes.values()) for (const letter of letters) variants.set(letter, letters);
  return variants;
};
