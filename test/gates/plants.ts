/** Violations, and what the gate that must see each says of it. Each has a file of its own. */
export interface Plant {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  /** What the gate's line about the file holds. */
  readonly verdict: string;
}

export const TYPE_PLANTS: readonly Plant[] = [
  {
    title: "the domain reading a file",
    path: "packages/domain/src/planted-file.ts",
    text: 'import { readFileSync } from "node:fs";\n\nexport const limits = readFileSync("limits.json", "utf8");\n',
    verdict: "TS2591",
  },
  {
    title: "the domain asking for the time and the process",
    path: "packages/domain/src/planted-process.ts",
    text: "export const here = process.cwd();\n",
    verdict: "TS2591",
  },
  {
    title: "an enum",
    path: "packages/domain/src/planted-enum.ts",
    text: "export enum State {\n  Open,\n}\n",
    verdict: "TS1294",
  },
  {
    title: "a test among the sources",
    path: "packages/adapters-memory/src/planted-test.ts",
    text: 'describe("a store", () => {});\n',
    verdict: "TS2593",
  },
];

export const PROMISE_PLANTS: readonly Plant[] = [
  {
    title: "a promise of a port left floating",
    path: "packages/application/src/planted-floating.ts",
    text: `import type { UserId } from "@taskward/domain";
import type { UserStore } from "./ports/user-store.js";

export const look = (users: UserStore, id: UserId): void => {
  users.find(id);
};
`,
    verdict: "no-floating-promises",
  },
  {
    title: "a write to the database left floating",
    path: "packages/adapters-pg/src/planted-floating.ts",
    text: `import type { Knex } from "knex";

export const save = (db: Knex): void => {
  db("tasks").insert({ title: "Buy milk" });
};
`,
    verdict: "no-floating-promises",
  },
  {
    title: "an async function where nobody waits for it",
    path: "packages/adapters-http/src/planted-misused.ts",
    text: `export const each = (ids: readonly number[], drop: (id: number) => Promise<void>): void => {
  ids.forEach(async (id) => {
    await drop(id);
  });
};
`,
    verdict: "no-misused-promises",
  },
  {
    title: "an any that came in unseen",
    path: "packages/adapters-http/src/planted-any.ts",
    text: "export const titleOf = (body: string): string => JSON.parse(body).title;\n",
    verdict: "no-unsafe",
  },
];

export const LINT_PLANTS: readonly Plant[] = [
  {
    title: "the domain importing from outside",
    path: "packages/domain/src/planted-import.ts",
    text: 'export { join } from "node:path";\n',
    verdict: "noRestrictedImports",
  },
  {
    title: "a use case importing an adapter's library",
    path: "packages/application/src/planted-import.ts",
    text: 'export { default } from "knex";\n',
    verdict: "noRestrictedImports",
  },
  {
    title: "an adapter importing another adapter",
    path: "packages/adapters-http/src/planted-adapter.ts",
    text: 'export * as pg from "@taskward/adapters-pg";\n',
    verdict: "noRestrictedImports",
  },
  {
    title: "the container outside the composition",
    path: "packages/adapters-pg/src/planted-container.ts",
    text: 'export { Container } from "inversify";\n',
    verdict: "noRestrictedImports",
  },
  {
    title: "a contract outside the tests",
    path: "packages/composition/src/planted-contract.ts",
    text: 'export * as contract from "@taskward/application/contracts/task-store";\n',
    verdict: "noRestrictedImports",
  },
  {
    title: "a dependency that the manifest does not name",
    path: "packages/cli/src/planted-dependency.ts",
    text: 'export { default } from "koa";\n',
    verdict: "noUndeclaredDependencies",
  },
  {
    title: "an import cycle",
    path: "packages/domain/src/planted-cycle.ts",
    text: 'export { there } from "./planted-cycle-back.js";\nexport const here = 1;\n',
    verdict: "noImportCycles",
  },
  {
    title: "the way back of an import cycle",
    path: "packages/domain/src/planted-cycle-back.ts",
    text: 'export { here } from "./planted-cycle.js";\nexport const there = 1;\n',
    verdict: "noImportCycles",
  },
  {
    title: "a variable that nobody reads",
    path: "packages/adapters-memory/src/planted-unused.ts",
    text: "const forgotten = 1;\n",
    verdict: "noUnusedVariables",
  },
  {
    title: "an any",
    path: "packages/adapters-memory/src/planted-any.ts",
    text: "export const first = (rows: any[]): unknown => rows[0];\n",
    verdict: "noExplicitAny",
  },
  {
    title: "a word on the console",
    path: "packages/adapters-http/src/planted-console.ts",
    text: 'console.log("here");\n',
    verdict: "noConsole",
  },
  {
    title: "a file too long",
    path: "packages/adapters-auth/src/planted-long.ts",
    text: Array.from({ length: 251 }, (_, n) => `export const x${n} = ${n};\n`).join(""),
    verdict: "noExcessiveLinesPerFile",
  },
  {
    title: "a test that runs alone",
    path: "packages/domain/test/planted-only.test.ts",
    text: 'it.only("runs alone", () => {});\n',
    verdict: "noFocusedTests",
  },
  {
    title: "a test that is skipped",
    path: "packages/domain/test/planted-skip.test.ts",
    text: 'describe.skip("is skipped", () => {});\n',
    verdict: "noSkippedTests",
  },
  {
    title: "a type error that is silenced",
    path: "packages/adapters-memory/src/planted-silence.ts",
    text: "// @ts-ignore\nexport const x: number = '1';\n",
    verdict: "noTsIgnore",
  },
  {
    title: "a file that nobody formatted",
    path: "packages/domain/src/planted-format.ts",
    text: "export const   x = 1\n",
    verdict: "format",
  },
];

export const DEAD_CODE_PLANTS: readonly Plant[] = [
  {
    title: "a file that nothing imports",
    path: "packages/adapters-memory/src/planted-orphan.ts",
    text: "export const orphan = 1;\n",
    verdict: "planted-orphan.ts",
  },
  {
    title: "an export that nothing imports",
    path: "packages/adapters-memory/src/planted-export.ts",
    text: "export const used = 1;\nexport const spare = 2;\n",
    verdict: "spare",
  },
  {
    title: "a test's import that no manifest names",
    path: "packages/adapters-memory/test/planted-export.test.ts",
    text: 'import "left-pad";\nimport { used } from "../src/planted-export.js";\n\nit(String(used), () => {});\n',
    verdict: "left-pad",
  },
];
