import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's own text files: path from the root, with `/`, to content. */
export type SourceTree = ReadonlyMap<string, string>;

const OTHERS = new Set(["node_modules", "dist", "coverage"]);
const TEXT = /\.(ts|js|mjs|json)$/;

const pathsIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (OTHERS.has(entry.name) || entry.name.startsWith(".")) return [];
    if (entry.isDirectory()) return pathsIn(root, path);
    return entry.isFile() ? [path] : [];
  });

/** The files whose names have this form: code, unless said otherwise. */
export const readSourceTree = (root: string, form = TEXT): SourceTree =>
  new Map(
    pathsIn(root, "")
      .filter((path) => form.test(path))
      .map((path) => [path, readFileSync(join(root, path), "utf8")]),
  );

/** The same tree with some files put in or in place of others. */
export const planted = (tree: SourceTree, files: Readonly<Record<string, string>>): SourceTree =>
  new Map([...tree, ...Object.entries(files)]);

export interface Source {
  readonly path: string;
  readonly text: string;
  /** What is left of the text without comments, on the same lines. */
  readonly code: string;
  /** The folder of the package it belongs to (`adapters-pg`); null for what belongs to the root. */
  readonly folder: string | null;
  /** Whether it is part of what a package delivers. */
  readonly isProduct: boolean;
  readonly isContract: boolean;
}

/** Comments are looked for at the start of a line only, where the formatter leaves them: a string may hold `//`. */
const withoutComments = (text: string): string =>
  text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, (comment) => comment.replace(/[^\n]/g, "")).replace(/^[ \t]*\/\/.*$/gm, "");

const sourceOf = (path: string, text: string): Source => ({
  path,
  text,
  code: withoutComments(text),
  folder: /^packages\/([^/]+)\//.exec(path)?.[1] ?? null,
  isProduct: /^packages\/(?!testing\/)[^/]+\/(src|bin)\//.test(path),
  isContract: /^packages\/(application|adapters-http)\/src\/contracts\//.test(path),
});

/** These hold violations on purpose. */
const GATES = /^test\/(architecture|gates)\//;

/** Every TypeScript and JavaScript file that the rules are about. */
export const sourcesOf = (tree: SourceTree): readonly Source[] =>
  [...tree]
    .filter(([path]) => /\.(ts|js|mjs)$/.test(path) && !GATES.test(path))
    .map(([path, text]) => sourceOf(path, text));
