import { execFile } from "node:child_process";
import { join } from "node:path";
import type { Mutant } from "./mutant.js";

interface Report {
  readonly stats: { readonly tests: number };
  readonly failures: readonly { readonly fullTitle: string }[];
}

const TIME = 120_000;

/** What turns red first of a suite in this tree; null when nothing does. */
const firstRed = (tree: string, { suite, environment }: Mutant, grep: string): Promise<string | null> =>
  new Promise((resolve, reject) => {
    const mocha = join(tree, "node_modules/mocha/bin/mocha.js");
    const file = join(tree, "test/dist/mutation", suite);
    const args = [mocha, "--no-config", "--bail", "--exit", "--reporter", "json", "--grep", grep, file];
    const options = { cwd: tree, env: { ...process.env, ...environment }, timeout: TIME, maxBuffer: 1 << 28 };
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const start = stdout.indexOf("{");
      if (error?.killed) return resolve("(took too long)");
      if (start < 0) return reject(new Error(`${suite} did not run: ${stderr}`));
      const { stats, failures } = JSON.parse(stdout.slice(start)) as Report;
      if (failures[0]) return resolve(failures[0].fullTitle);
      if (stats.tests === 0) return reject(new Error(`${suite} has no test called ${grep}`));
      resolve(null);
    });
  });

/** The test that kills the mutant; null when it survives all. */
export const killerOf = async (tree: string, mutant: Mutant): Promise<string | null> =>
  (mutant.first === "" ? null : await firstRed(tree, mutant, mutant.first)) ?? (await firstRed(tree, mutant, ""));
