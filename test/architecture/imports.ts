import { posix } from "node:path";
import type { Source } from "./source-tree.js";

const IMPORT =
  /(?:^[ \t]*(?:import|export)\b[^"';]*?\bfrom\s*|^[ \t]*import\s*|\b(?:import|require|import\.meta\.resolve)\(\s*)(["'])([^"'\s]+)\1/gm;

/** What a source imports, exports from or loads, as it is written there. */
export const specifiersIn = ({ code }: Source): readonly string[] =>
  [...code.matchAll(IMPORT)].map((found) => found[2] as string);

const isRelative = (specifier: string): boolean => /^\.\.?(\/|$)/.test(specifier);
const isBuiltIn = (specifier: string): boolean => specifier.startsWith("node:");

/** The package that a specifier names (`@scope/name`, `name`); null for a path and for what Node.js brings along. */
export const packageOf = (specifier: string): string | null =>
  isRelative(specifier) || isBuiltIn(specifier)
    ? null
    : specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");

/** The packages that a source names. */
export const packagesIn = (source: Source): readonly string[] =>
  specifiersIn(source).flatMap((specifier) => packageOf(specifier) ?? []);

/** The paths from the root of the files that a source names by a relative path. */
export const pathsIn = (source: Source): readonly string[] =>
  specifiersIn(source)
    .filter(isRelative)
    .map((specifier) => posix.join(posix.dirname(source.path), specifier));
