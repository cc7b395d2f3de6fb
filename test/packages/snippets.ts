import { blocksIn } from "../documents/blocks.js";
import { readPage } from "../documents/pages.js";

/** A block of JavaScript in a page, which a reader may paste. */
export interface Snippet {
  readonly page: string;
  readonly line: number;
  readonly code: string;
  /** What it is said to print, by the comments behind `console.log(…);`. */
  readonly prints: readonly string[];
}

const PRINTED = /console\.log\(.*\); \/\/ (.*)$/gm;

export const snippetsIn = (page: string): readonly Snippet[] =>
  blocksIn(readPage(page))
    .filter(({ language }) => language === "js")
    .map(({ line, code }) => ({
      page,
      line,
      code,
      prints: [...code.matchAll(PRINTED)].map(([, printed = ""]) => printed),
    }));
