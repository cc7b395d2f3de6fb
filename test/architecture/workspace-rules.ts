import { posix } from "node:path";
import { type Manifest, manifestsOf, ownNames } from "./manifests.js";
import type { Rule } from "./rule.js";
import type { SourceTree } from "./source-tree.js";

/** The folders that a `tsconfig.json` refers to, as paths from the root. */
const referencesIn = (tree: SourceTree, path: string): readonly string[] => {
  const config = JSON.parse(tree.get(path) ?? "{}") as { references?: { path: string }[] };
  return (config.references ?? []).map((reference) => posix.join(posix.dirname(path), reference.path));
};

const packagesOf = (tree: SourceTree): readonly Manifest[] => manifestsOf(tree).filter(({ folder }) => folder !== null);

const missing = (found: readonly string[], needed: readonly string[]): readonly string[] =>
  needed.filter((path) => !found.includes(path));

const builtAndTested: Rule = {
  title: "every package is installed, built and tested",
  violations: (tree) => {
    const folders = packagesOf(tree).map(({ folder }) => `packages/${folder}`);
    const root = tree.get("package.json") ?? "{}";
    const { workspaces, scripts } = JSON.parse(root) as { workspaces: string[]; scripts: { test: string } };
    return [
      ...missing(workspaces, folders).map((path) => `${path} is no workspace`),
      ...missing(
        referencesIn(tree, "tsconfig.json"),
        folders.flatMap((path) => [path, `${path}/test`]),
      ).map((path) => `${path} is not built by the root's tsconfig.json`),
      ...missing(
        scripts.test.split(" "),
        folders.map((path) => `${path}/dist/test`),
      ).map((path) => `${path} is not run by npm test`),
    ];
  },
  plants: { "packages/planted/package.json": '{ "name": "@taskward/planted" }' },
};

/** The compiler builds a package after those it refers to; one that is left out may be compiled against old output. */
const referencesFollowManifests: Rule = {
  title: "the compiler's references follow the manifests",
  violations: (tree) => {
    const packages = packagesOf(tree);
    const own = ownNames(packages);
    const foldersFor = (names: readonly string[]): readonly string[] =>
      packages.filter(({ name }) => own.has(name) && names.includes(name)).map(({ folder }) => `packages/${folder}`);
    return packages.flatMap(({ folder, dependencies, devDependencies }) => {
      const path = `packages/${folder}/tsconfig.json`;
      const testPath = `packages/${folder}/test/tsconfig.json`;
      const inTests = [`packages/${folder}`, ...foldersFor([...dependencies, ...devDependencies])];
      return [
        ...missing(referencesIn(tree, path), foldersFor(dependencies)).map((needed) => `${path} lacks ${needed}`),
        ...missing(foldersFor(dependencies), referencesIn(tree, path)).map((more) => `${path} needs no ${more}`),
        ...missing(referencesIn(tree, testPath), inTests).map((needed) => `${testPath} lacks ${needed}`),
      ];
    });
  },
  plants: {
    "packages/application/tsconfig.json": '{ "references": [] }',
    "packages/domain/tsconfig.json": '{ "references": [{ "path": "../application" }] }',
    "packages/cli/test/tsconfig.json": '{ "references": [{ "path": ".." }] }',
  },
};

export const WORKSPACE_RULES: readonly Rule[] = [builtAndTested, referencesFollowManifests];
