import { caseVariants } from "./case-variants.js";

const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;

let variants: ReadonlyMap<string, string> | undefined;

/**
 * A literal, case-insensitive substring search as a case-sensitive regular expression: every letter becomes the class
 * of its case variants, everything else stands for itself. It means the same to JavaScript (flag `u`) and to
 * PostgreSQL (`~`), whatever the locale, so that every store finds the same tasks.
 */
export const searchPattern = (text: string): string => {
  variants ??= caseVariants();
  let pattern = "";
  for (const letter of text) {
    const same = variants.get(letter);
    pattern += same === undefined || same === letter ? letter.replace(SYNTAX, "\\$&") : `[${same}]`;
  }
  return pattern;
};
