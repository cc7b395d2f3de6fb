import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Figure, none } from "./rig/figure.js";
import { openRig } from "./rig/rig.js";
import type { Extent, Scenario } from "./rig/scenario.js";
import { table } from "./rig/table.js";

const USAGE = "npm run faults -- [F5 F14 …] [--short] [--rounds N] [--seed N]";
const SCENARIOS = new URL("scenarios/", import.meta.url);

const number = (name: string): number => Number(name.slice(1));

const scenarios = async (): Promise<readonly Scenario[]> => {
  const files = readdirSync(SCENARIOS).filter((file) => /^f[0-9]+-.*\.js$/.test(file));
  const modules = await Promise.all(files.map((file) => import(new URL(file, SCENARIOS).href)));
  const found = modules.map(({ scenario }: { scenario: Scenario }) => scenario);
  return found.sort((one, other) => number(one.name) - number(other.name));
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean", default: false }, rounds: { type: "string" }, seed: { type: "string" } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const wanted = positionals.map((name) => name.toUpperCase());
const all = await scenarios();
const unknown = wanted.filter((name) => !all.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(", ")}. Usage: ${USAGE}\n`);
  process.exit(2);
}
const chosen = all.filter(({ name, short }) => (wanted.length > 0 ? wanted.includes(name) : short || !values.short));

// Each child, directory and server listens for the end of this process.
process.setMaxListeners(0);
let rig = openRig();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void rig.clear().then(() => process.exit(1)));

const tried = async (scenario: Scenario): Promise<readonly Figure[]> => {
  const reason = scenario.unavailable?.() ?? null;
  if (reason !== null) return [none("what it takes is missing", [reason])];
  const extent: Extent = {
    seed,
    short: values.short,
    rounds: Number(values.rounds ?? (values.short ? 1 : (scenario.rounds ?? 1))),
  };
  rig = openRig();
  try {
    return await scenario.run(rig, extent);
  } catch (error) {
    return [none("failures of the scenario itself", [error instanceof Error ? String(error.stack) : String(error)])];
  } finally {
    await rig.clear();
  }
};

process.stdout.write(`seed ${seed}\n`);
await rig.clear();
let failed = 0;
for (const scenario of chosen) {
  process.stdout.write(`\n${scenario.name} ${scenario.title}\n`);
  const since = performance.now();
  const figures = await tried(scenario);
  if (figures.length === 0 || figures.some(({ ok }) => !ok)) failed++;
  process.stdout.write(`${table(figures)}  (${((performance.now() - since) / 1000).toFixed(1)} s)\n`);
}
process.stdout.write(`\n${chosen.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 && chosen.length > 0 ? 0 : 1);
