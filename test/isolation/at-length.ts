import { describeIsolation } from "@taskward/adapters-http/contracts/isolation";
import { describeHistories } from "@taskward/application/contracts/histories";
import { STORES } from "../support/served.js";
import { STORAGES } from "../support/storages.js";
import { describeParity } from "./parity.js";

// With a seed of its own every time: ISOLATION_SEED has a failure again.
const { ISOLATION_SEED, ISOLATION_OPERATIONS } = process.env;
const seed = Number(ISOLATION_SEED ?? Date.now() % 2 ** 31);
const operations = Number(ISOLATION_OPERATIONS ?? 20_000);

/** Of 30 steps on average, or a little less. */
const histories = Math.ceil(operations / 25);

for (const { name, open } of STORES) {
  describeIsolation(name, () => open(), { operations, seed });
  describeIsolation(`${name}, where strangers hear that a task is another's`, () => open({ foreignTasks: "forbid" }), {
    operations: operations / 10,
    foreign: "forbid",
    seed,
  });
}

describeParity({ histories: operations / 200, seed });

for (const { name, open } of STORAGES) describeHistories(`The storage ${name}`, open, { histories, seed });
