import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readSourceTree } from "../architecture/source-tree.js";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The pages of the documentation: path from the root, with `/`, to text. */
export const PAGES: ReadonlyMap<string, string> = readSourceTree(ROOT, /\.md$/);

/** The text of a file of the repository. */
export const readPage = (path: string): string => readFileSync(new URL(path, `file://${ROOT}`), "utf8");
