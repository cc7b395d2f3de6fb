import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext, type StrykerOptions } from "@stryker-mutator/api/core";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import Mocha from "mocha";

/** What the mutated code looks at: which mutant is active, and where it counts what is reached. */
const context = (): InstrumenterContext => {
  const shared = globalThis as unknown as Record<string, InstrumenterContext>;
  shared[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  return shared[INSTRUMENTER_CONSTANTS.NAMESPACE] as InstrumenterContext;
};

const escaped = (title: string): string => title.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

const resultOf = (test: Mocha.Runnable, error: Error | null): TestResult => {
  const what = { id: test.fullTitle(), name: test.fullTitle(), timeSpentMs: test.duration ?? 0 };
  return error === null
    ? { ...what, status: TestStatus.Success }
    : { ...what, status: TestStatus.Failed, failureMessage: error.stack ?? error.message };
};

/** As mocha's command does: what nobody caught fails the test under way. */
const throwAgain = (reason: unknown): never => {
  throw reason;
};

/** Runs mocha within Stryker's worker. Stryker's own runner for mocha 12 wants a newer Node.js than Taskward does. */
class MochaRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options);
  readonly #mocha = new Mocha({ reporter: Mocha.reporters.Base, timeout: 0 });
  #isLoaded = false;

  constructor(options: StrykerOptions) {
    const folder = resolve(String(options["tests"]));
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      if (file.endsWith(".test.js")) this.#mocha.addFile(join(folder, file));
    this.#mocha.cleanReferencesAfterRun(false).bail(true);
    process.on("unhandledRejection", throwAgain);
  }

  /** A module that was imported is there for good. */
  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: false };
  }

  async dryRun({ coverageAnalysis }: DryRunOptions): Promise<DryRunResult> {
    let isDry = true;
    if (coverageAnalysis === "perTest")
      this.#mocha.suite.beforeEach(function () {
        if (isDry && this.currentTest) context().currentTestId = this.currentTest.fullTitle();
      });
    const result = await this.#run();
    isDry = false;
    const { mutantCoverage } = context();
    return result.status === DryRunStatus.Complete && mutantCoverage ? { ...result, mutantCoverage } : result;
  }

  async mutantRun({
    activeMutant,
    hitLimit,
    mutantActivation,
    testFilter,
  }: MutantRunOptions): Promise<MutantRunResult> {
    const { id } = activeMutant;
    const state = Object.assign(context(), { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    if (mutantActivation === "static") Object.assign(state, { activeMutant: id });
    this.#mocha.grep(testFilter ? new RegExp(`^(${testFilter.map(escaped).join("|")})$`) : /./s);
    const result = await this.#run(id);
    return toMutantRunResult(determineHitLimitReached(state.hitCount, state.hitLimit) ?? result);
  }

  async #run(activeMutant?: string): Promise<DryRunResult> {
    if (!this.#isLoaded) await this.#mocha.loadFilesAsync();
    this.#isLoaded = true;
    Object.assign(context(), { activeMutant });
    const results: TestResult[] = [];
    await new Promise<void>((done) => {
      this.#mocha
        .run(() => done())
        .on("pass", (test) => results.push(resultOf(test, null)))
        .on("fail", (test, error) => results.push(resultOf(test, error)));
    });
    return { status: DryRunStatus.Complete, tests: results };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "mocha-in-process", MochaRunner)];
