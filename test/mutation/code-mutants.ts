import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";
import { TreeCopy } from "../gates/tree-copy.js";

/** What is changed, and whose tests have to notice. */
interface Campaign {
  readonly mutate: readonly string[];
  readonly tests: string;
}

const CAMPAIGNS: Readonly<Record<string, Campaign>> = {
  domain: { mutate: ["packages/domain/src/*.ts"], tests: "packages/domain" },
  application: { mutate: ["packages/application/src/{accounts,archive,tasks}/*.ts"], tests: "packages/application" },
  memory: { mutate: ["packages/adapters-memory/src/*.ts"], tests: "packages/adapters-memory" },
  http: { mutate: ["packages/adapters-http/src/authenticate.ts"], tests: "packages/adapters-http" },
};

/** Of all mutants, in percent. */
const KILLED = 85;

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Each change that acts while a module is loaded takes a process of its own: minutes more, so only when asked for. */
const WITH_STATIC = "--static";

/** Stryker writes all its changes into the sources, each behind a switch: so they are built once, in a copy of the tree. */
const run = async ({ mutate, tests }: Campaign): Promise<void> => {
  const copy = new TreeCopy(ROOT);
  try {
    process.chdir(copy.path);
    await new Stryker({
      mutate: [...mutate],
      inPlace: true,
      buildCommand: `node node_modules/typescript/bin/tsc -b ${tests}/test`,
      plugins: [fileURLToPath(new URL("mocha-runner.js", import.meta.url))],
      testRunner: "mocha-in-process",
      tests: `${tests}/dist/test`,
      coverageAnalysis: "perTest",
      ignoreStatic: !process.argv.includes(WITH_STATIC),
      concurrency: 2,
      reporters: ["clear-text"],
      clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
      thresholds: { high: 95, low: 90, break: KILLED },
      warnings: { unknownOptions: false, preprocessorErrors: true, unserializableOptions: true, slow: false },
    }).runMutationTest();
  } finally {
    process.chdir(ROOT);
    copy.remove();
  }
};

/** A campaign by its name, or the part of one that a path names: `packages/domain/src/task.ts`. */
const campaignFor = (asked: string): Campaign => {
  const named = CAMPAIGNS[asked];
  const around = Object.values(CAMPAIGNS).find(({ tests }) => asked.startsWith(`${tests}/src/`));
  const campaign = named ?? (around && { ...around, mutate: [asked] });
  if (!campaign) throw new Error(`${asked} is neither a path nor one of ${Object.keys(CAMPAIGNS).join(", ")}`);
  return campaign;
};

const asked = process.argv.slice(2).filter((argument) => argument !== WITH_STATIC);
for (const one of asked.length > 0 ? asked : Object.keys(CAMPAIGNS)) {
  process.stdout.write(`\n== ${one}\n`);
  await run(campaignFor(one));
}
