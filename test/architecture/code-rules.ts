import type { Rule } from "./rule.js";
import { type Source, sourcesOf } from "./source-tree.js";

interface Pattern {
  readonly title: string;
  readonly applies: (source: Source) => boolean;
  readonly pattern: RegExp;
  /** What the pattern must not be in: the code, or the comments, too. */
  readonly within: "code" | "text";
  readonly plants: Readonly<Record<string, string>>;
}

const lineOf = (code: string, index: number): number => code.slice(0, index).split("\n").length;

const ruleOf = ({ title, applies, pattern, within, plants }: Pattern): Rule => ({
  title,
  violations: (tree) =>
    sourcesOf(tree)
      .filter(applies)
      .flatMap((source) => {
        const found = pattern.exec(source[within]);
        return found ? [`${source.path}:${lineOf(source[within], found.index)} has ${found[0].trim()}`] : [];
      }),
  plants,
});

const SETTINGS = "packages/composition/src/settings.ts";

const oneReaderOfTheEnvironment: Pattern = {
  title: "the settings alone read the environment",
  applies: ({ path, isProduct }) => isProduct && path !== SETTINGS,
  within: "code",
  pattern: /\bprocess\??\.env\b|\bprocess\[|\benv\b[^=\n;]*\}\s*=\s*process\b|\bfrom "(node:)?process"/,
  plants: {
    "packages/domain/src/planted.ts": "export const limit = Number(process.env.LIMIT);",
    "packages/adapters-pg/src/planted.ts": 'const url = process["env"].DATABASE_URL;',
    "packages/adapters-http/src/planted.ts": "const { env } = process;",
    "packages/cli/src/planted.ts": 'import * as proc from "node:process";',
  },
};

// Prose selects something from a list, too; a statement names a table.
const SQL =
  /\b((select\b[^;'"`]*\sfrom|delete\s+from|insert\s+into)\s+(users|erased_users|credentials|tasks|rate_limits)\b|update\s+\w+\s+set\s|(create|alter|drop|truncate)\s+table\s)/i;

const oneSpeakerOfSql: Pattern = {
  title: "adapters-pg alone speaks SQL",
  applies: ({ folder, isProduct, isContract }) => isProduct && !isContract && folder !== "adapters-pg",
  within: "code",
  pattern: SQL,
  plants: {
    "packages/application/src/planted.ts": 'export const all = "select * from tasks where user_id = $1";',
    "packages/composition/src/planted.ts": "await db.raw(`DELETE\n  FROM tasks`);",
    "packages/cli/src/planted.ts": 'await db.raw("update tasks set title = ?");',
  },
};

const testsApart: Pattern = {
  title: "what is delivered holds no tests, the contracts excepted",
  applies: ({ isProduct, isContract }) => isProduct && !isContract,
  within: "code",
  pattern: /(?<![.\w])(describe|it|before|beforeEach|after|afterEach)\((["'`]|async|\(\))|\bfrom "mocha"/,
  plants: {
    "packages/adapters-memory/src/planted.ts": 'describe("MemoryTasks", () => {});',
    "packages/cli/src/planted.ts": "beforeEach(async () => {});",
  },
};

const noDecorators: Pattern = {
  title: "no decorator is used",
  applies: () => true,
  within: "code",
  pattern: /^[ \t]*@[a-zA-Z_]\w*/m,
  plants: { "packages/composition/src/planted.ts": "@injectable()\nexport class Tasks {}" },
};

const nothingSilenced: Pattern = {
  title: "no gate is silenced from within a file",
  applies: () => true,
  within: "text",
  pattern: /@ts-(ignore|nocheck)\b|\b(oxlint|eslint)-disable|\bbiome-ignore-(all|start)\b/,
  plants: {
    "packages/domain/src/planted.ts": "// @ts-nocheck\nexport const x: number = '1';",
    "packages/adapters-pg/src/planted.ts": "// oxlint-disable-next-line typescript/no-floating-promises\nsave();",
    "packages/cli/test/planted.test.ts": "/* biome-ignore-all lint: later */",
  },
};

export const CODE_RULES: readonly Rule[] = [
  oneReaderOfTheEnvironment,
  oneSpeakerOfSql,
  testsApart,
  noDecorators,
  nothingSilenced,
].map(ruleOf);
