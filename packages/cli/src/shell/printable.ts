/** Printable ASCII: every character is one column, and does nothing else. */
export const SIMPLE = /^[\x20-\x7e]*$/;
// Control characters, line and paragraph separators, and the marks that turn the direction of text around.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escaped = (character: string): string =>
  NAMED[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text that cannot move the cursor, change colours or reorder its line: what could is spelled out, ESC as \u001b. */
export const printable = (text: string): string =>
  SIMPLE.test(text) ? text : text.toWellFormed().replace(UNSAFE, escaped);
