import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.js";
import { report } from "./report.js";
import { unseen } from "./tally.js";
import { STORES, type StoreName, startTarget, VARIANTS } from "./targets.js";
import type { FuzzTarget } from "./world.js";

const { values } = parseArgs({
  options: {
    on: { type: "string", default: "memory" },
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    path: { type: "string" },
  },
});

const isStore = (name: string): name is StoreName => Object.hasOwn(STORES, name);

const { on, path } = values;
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
if (!isStore(on) || !(seconds > 0) || !Number.isSafeInteger(seed))
  throw new TypeError(
    `usage: npm run fuzz -- [--on ${Object.keys(STORES).join("|")}] [--seconds N] [--seed N] [--path P]`,
  );

process.stdout.write(`fuzzing Taskward on ${on} for ${seconds} seconds, seed ${seed}\n`);
const targets: FuzzTarget[] = [];
for (const variant of VARIANTS) targets.push(await startTarget(await STORES[on](), variant));

const started = performance.now();
const result = await fuzz(targets, { seed, path, seconds });
const took = (performance.now() - started) / 1000;

const again = result.finding?.path ?? path;
const options = ["--on", on, "--seed", String(seed), ...(again === undefined ? [] : ["--path", again])];
process.stdout.write(report(result, options, took));
const isWhole = path !== undefined || unseen(result.tally.pairs(result.endpoints)).length === 0;
process.exitCode = result.finding === null && isWhole ? 0 : 1;

for (const target of targets)
  await target.close().catch((error: Error) => {
    process.stdout.write(`\nFAILED: ${error.message}\nfuzz: failed\n`);
    process.exitCode = 1;
  });
