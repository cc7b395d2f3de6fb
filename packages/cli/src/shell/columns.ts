import { SIMPLE } from "./printable.js";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;
// East Asian Wide and Fullwidth (Unicode Standard Annex #11), by script where that says the same.
const WIDE =
  /(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Tangut}\u3000-\u303e\u30a0-\u30ff\u3190-\u33ff\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6]/u;

const columnsOfCharacter = (character: string): number => (NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

const columnsOfGrapheme = (grapheme: string): number =>
  EMOJI.test(grapheme) ? 2 : [...grapheme].reduce((sum, character) => sum + columnsOfCharacter(character), 0);

const split = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** How many columns of a terminal a printable text takes. */
export const columnsOf = (text: string): number =>
  SIMPLE.test(text) ? text.length : split(text).reduce((sum, grapheme) => sum + columnsOfGrapheme(grapheme), 0);

/** The text, or as much of its beginning as fits into so many columns together with an ellipsis. */
export const cut = (text: string, columns: number): string => {
  if (columnsOf(text) <= columns) return text;
  let kept = "";
  let room = columns - 1;
  for (const grapheme of split(text)) {
    room -= columnsOfGrapheme(grapheme);
    if (room < 0) break;
    kept += grapheme;
  }
  return `${kept}…`;
};
