/** One owner predicate taken away. */
export interface Mutant {
  readonly name: string;
  /** What was taken away, as it stood. */
  readonly removed: string;
  /** The mocha file of this folder that has to turn red, and how it is told of the mutant. */
  readonly suite: "pg-suite.js" | "memory-suite.js";
  readonly environment: Readonly<Record<string, string>>;
  /** The titles that are tried first, for most of these turn red at once. */
  readonly first: string;
}

/** Text with each match of the pattern replaced in turn. */
export const eachReplaced = (
  text: string,
  pattern: RegExp,
  replacement: string,
): readonly { readonly removed: string; readonly at: number; readonly text: string }[] =>
  [...text.matchAll(pattern)].map(({ 0: removed, index }) => ({
    removed,
    at: index,
    text: text.slice(0, index) + replacement + text.slice(index + removed.length),
  }));
