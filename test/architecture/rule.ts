import type { SourceTree } from "./source-tree.js";

/** One sentence about how the project is laid out, and how to find what breaks it. */
export interface Rule {
  readonly title: string;
  /** One line for each violation, beginning with the path at fault. */
  readonly violations: (tree: SourceTree) => readonly string[];
  /** Files, each of which breaks the rule: a rule that does not see them is blind. */
  readonly plants: Readonly<Record<string, string>>;
}
