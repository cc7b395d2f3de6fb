import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./consumer.js";

/** A block of JavaScript in a page, which a reader may paste. */
export interface Snippet {
  readonly page: string;
  readonly line: number;
  readonly code: string;
  /** What it is said to print, by the comments behind `console.log(…);`. */
  readonly prints: readonly string[];
}

const BLOCK = /^```js\n([\s\S]*?)^```$/gm;
const PRINTED = /console\.log\(.*\); \/\/ (.*)$/gm;

export const snippetsIn = (page: string): readonly Snippet[] => {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(BLOCK)].map(({ index, 1: code = "" }) => ({
    page,
    line: text.slice(0, index).split("\n").length,
    code,
    prints: [...code.matchAll(PRINTED)].map(([, printed = ""]) => printed),
  }));
};
