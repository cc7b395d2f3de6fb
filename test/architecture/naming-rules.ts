import { posix } from "node:path";
import type { Rule } from "./rule.js";
import { type SourceTree, sourcesOf } from "./source-tree.js";

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.config|\.d)?(\.(ts|js|mjs))?$/;
const SAYS_NOTHING = /^(utils?|helpers?|common|misc|shared|(.*-)?(manager|service|impl))(\.(ts|js|mjs))?$/;

const namesThat =
  (fault: string, isFault: (name: string) => boolean): Rule["violations"] =>
  (tree) =>
    sourcesOf(tree)
      .filter(({ path }) => path.split("/").some(isFault))
      .map(({ path }) => `${path} ${fault}`);

const kebabCase: Rule = {
  title: "files and folders are named in kebab-case",
  violations: namesThat("is not in kebab-case", (name) => !KEBAB_CASE.test(name)),
  plants: {
    "packages/domain/src/TaskList.ts": "",
    "packages/adapters-pg/src/task_store.ts": "",
    "packages/cli/src/Commands/serve.ts": "",
  },
};

const tellingNames: Rule = {
  title: "a file is named after what it holds, not after a kind of thing",
  violations: namesThat("has a name that says nothing", (name) => SAYS_NOTHING.test(name)),
  plants: {
    "packages/application/src/utils.ts": "",
    "packages/adapters-http/src/task-service.ts": "",
    "packages/adapters-http/test/helpers/request.ts": "",
  },
};

const foldersOf = (tree: SourceTree): readonly string[] => [
  ...new Set(sourcesOf(tree).flatMap(({ path, isProduct }) => (isProduct ? path.split("/")[1] : undefined) ?? [])),
];

const oneIndex: Rule = {
  title: "a package has one index.ts, which lists what it exports",
  violations: (tree) => [
    ...foldersOf(tree)
      .map((folder) => `packages/${folder}/src/index.ts`)
      .filter((path) => !tree.has(path))
      .map((path) => `${path} is missing`),
    ...sourcesOf(tree)
      .filter(({ path, folder }) => posix.basename(path) === "index.ts" && path !== `packages/${folder}/src/index.ts`)
      .map(({ path }) => `${path} is an index too many`),
  ],
  plants: {
    "packages/application/src/tasks/index.ts": 'export * from "./create-task.js";',
    "packages/planted/src/planted.ts": "",
  },
};

export const NAMING_RULES: readonly Rule[] = [kebabCase, tellingNames, oneIndex];
