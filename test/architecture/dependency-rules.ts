import { ALLOWED_DEPENDENCIES, ALLOWED_IN_TESTS, ALLOWED_PEERS } from "./allowed-dependencies.js";
import { packageOf, packagesIn, pathsIn, specifiersIn } from "./imports.js";
import { type Manifest, manifestsOf, namedByExample, ownNames } from "./manifests.js";
import type { Rule } from "./rule.js";
import { type Source, type SourceTree, sourcesOf } from "./source-tree.js";

const CONTRACTS = /^@taskward\/(application|adapters-http)\/contracts\/[a-z-]+$/;

const excess = (manifest: Manifest, own: ReadonlySet<string>): readonly string[] => {
  const folder = manifest.folder ?? "";
  const beyond = (found: readonly string[], allowed: readonly string[] = []): readonly string[] =>
    found.filter((name) => !allowed.includes(name));
  return [
    ...beyond(manifest.dependencies, ALLOWED_DEPENDENCIES[folder]),
    ...beyond(manifest.peerDependencies, ALLOWED_PEERS[folder]),
    ...beyond(
      manifest.devDependencies.filter((name) => own.has(name)),
      ALLOWED_IN_TESTS,
    ),
  ];
};

const allowedDependencies: Rule = {
  title: "a package depends only on what its row of the table allows",
  violations: (tree) => {
    const manifests = manifestsOf(tree);
    return manifests
      .filter(({ folder }) => folder !== null)
      .flatMap((manifest) => {
        const path = `packages/${manifest.folder}/package.json`;
        if (!(String(manifest.folder) in ALLOWED_DEPENDENCIES)) return [`${path} is of a package that the table lacks`];
        return excess(manifest, ownNames(manifests)).map((name) => `${path} must not depend on ${name}`);
      });
  },
  plants: {
    "packages/domain/package.json": '{ "name": "@taskward/domain", "dependencies": { "zod": "1.0.0" } }',
    "packages/adapters-http/package.json":
      '{ "name": "@taskward/adapters-http", "dependencies": { "@taskward/adapters-pg": "0.1.0" } }',
    "packages/adapters-auth/package.json":
      '{ "name": "@taskward/adapters-auth", "devDependencies": { "@taskward/composition": "0.1.0" } }',
    "packages/services/package.json": '{ "name": "@taskward/services" }',
  },
};

const noIdleAllowances: Rule = {
  title: "the table allows a package nothing that it does not depend on",
  violations: (tree) =>
    manifestsOf(tree).flatMap(({ folder, dependencies, peerDependencies }) => {
      const allowed = [...(ALLOWED_DEPENDENCIES[folder ?? ""] ?? []), ...(ALLOWED_PEERS[folder ?? ""] ?? [])];
      const named = [...dependencies, ...peerDependencies];
      return allowed
        .filter((name) => !named.includes(name))
        .map((name) => `packages/${folder}/package.json may depend on ${name}, and does not`);
    }),
  plants: {
    "packages/adapters-telemetry/package.json": '{ "name": "@taskward/adapters-telemetry", "dependencies": {} }',
  },
};

/** The packages that a source may name: what is delivered names dependencies only, a test also what is installed for tests. */
const declaredFor = (source: Source, manifests: readonly Manifest[]): ReadonlySet<string> => {
  const root = manifests.find(({ folder }) => folder === null);
  const own = manifests.find(({ folder }) => folder === source.folder);
  if (source.folder === null) return new Set([...(root?.devDependencies ?? []), ...ownNames(manifests)]);
  if (source.isProduct && !source.isContract) return new Set(own?.dependencies);
  if (source.isContract) return new Set([...(own?.dependencies ?? []), ...(own?.peerDependencies ?? [])]);
  return new Set([...(own?.dependencies ?? []), ...(own?.devDependencies ?? []), ...(root?.devDependencies ?? [])]);
};

const eachSource =
  (faults: (source: Source, tree: SourceTree) => readonly string[]) =>
  (tree: SourceTree): readonly string[] =>
    sourcesOf(tree).flatMap((source) => faults(source, tree).map((fault) => `${source.path} ${fault}`));

const declaredImports: Rule = {
  title: "a file imports only what its package's manifest names",
  violations: (tree) => {
    const manifests = manifestsOf(tree);
    return eachSource((source) => {
      const declared = new Set([...declaredFor(source, manifests), ...namedByExample(tree, source.path)]);
      return packagesIn(source)
        .filter((name) => !declared.has(name))
        .map((name) => `imports ${name}, which its manifest does not name`);
    })(tree);
  },
  plants: {
    "packages/domain/src/planted.ts": 'import { z } from "zod";',
    "packages/application/src/planted.ts": 'export type { Expect } from "chai";',
    "packages/adapters-memory/src/planted.ts": 'import "@taskward/adapters-pg";',
    "packages/adapters-http/test/planted.test.ts": 'const knex = await import("knex");',
    "packages/composition/src/planted.ts": 'import { Hono } from "hono";',
    "test/planted.test.ts": "import koa from 'koa';",
    "examples/web/planted.mjs": 'import koa from "koa";',
  },
};

const noDeepImports: Rule = {
  title: "a package is imported by its name, never by a path into it",
  violations: (tree) => {
    const own = ownNames(manifestsOf(tree));
    return eachSource((source) => {
      const home = source.folder === null ? "" : `packages/${source.folder}/`;
      return [
        ...specifiersIn(source)
          .filter((specifier) => own.has(packageOf(specifier) ?? "") && packageOf(specifier) !== specifier)
          .filter((specifier) => source.isProduct || !CONTRACTS.test(specifier))
          .map((specifier) => `reaches into ${specifier}`),
        ...pathsIn(source)
          .filter((path) => !path.startsWith(home) || (home === "" && path.startsWith("packages/")))
          .map((path) => `reaches into ${path}`),
        ...pathsIn(source)
          .filter((path) => source.isProduct && path.startsWith(`${home}test/`))
          .map((path) => `is delivered but imports the test ${path}`),
      ];
    })(tree);
  },
  plants: {
    "packages/application/src/planted.ts": 'import { draft } from "@taskward/domain/dist/src/task.js";',
    "packages/adapters-pg/src/planted.ts": 'import { MemoryTasks } from "../../adapters-memory/src/index.js";',
    "packages/adapters-memory/src/planted.ts":
      'import { describeTasks } from "@taskward/application/contracts/task-store";',
    "packages/cli/src/planted.ts": 'import { fixture } from "../test/fixture.js";',
    "test/planted.test.ts": 'import { draft } from "../packages/domain/src/task.js";',
  },
};

const oneContainer: Rule = {
  title: "the composition alone knows Inversify",
  violations: eachSource((source) =>
    source.folder === "composition"
      ? []
      : packagesIn(source)
          .filter((name) => name === "inversify" || name === "reflect-metadata")
          .map((name) => `imports ${name}`),
  ),
  plants: {
    "packages/cli/src/planted.ts": 'import type { Container } from "inversify";',
    "packages/application/src/planted.ts": 'import "reflect-metadata";',
  },
};

export const DEPENDENCY_RULES: readonly Rule[] = [
  allowedDependencies,
  noIdleAllowances,
  declaredImports,
  noDeepImports,
  oneContainer,
];
