import { once } from "node:events";
import { migrateDown } from "@taskward/adapters-pg";
import { migrateHalf, onDatabase } from "../process/half-migrated.js";
import { schemaOf } from "../process/schema-of.js";
import { preloading, type Spawned, spawnTaskward } from "../process/spawned.js";
import { atMost, exactly, type Figure, none, under } from "../rig/figure.js";
import { percentile } from "../rig/percentile.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";

const MIGRATORS = 8;

const start = async (rig: Rig, databaseUrl: string): Promise<Spawned> => {
  const spawned = spawnTaskward(["migrate", "up", "--json"], rig.directory, {
    env: { DATABASE_URL: databaseUrl, ...preloading("wait-for-go") },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  await once(spawned.child, "message");
  return spawned;
};

interface Together {
  readonly took: number;
  readonly applied: readonly string[];
  readonly failures: readonly string[];
}

/** Has so many processes, all of them loaded, begin at the same instant. */
const together = async (rig: Rig, databaseUrl: string, many: number): Promise<Together> => {
  const all = await Promise.all(Array.from({ length: many }, () => start(rig, databaseUrl)));
  const since = performance.now();
  for (const { child } of all) child.send("go");
  const endings = await Promise.all(all.map(({ ended }) => ended));
  const failures = endings.flatMap(({ how }, n) => (how === 0 ? [] : [`${how}: ${all[n]?.output()}`]));
  const applied = failures.length > 0 ? [] : all.flatMap((one) => JSON.parse(one.output()).applied as string[]);
  return { took: Math.max(...endings.map(({ at }) => at)) - since, applied, failures };
};

const median = (values: readonly number[]): number => percentile(values, 0.5);

const shown = (values: readonly number[]): string => `${Math.round(median(values))} ms`;

/** So many processes take long to do nothing, too, where there are fewer processors: that is not the lock's doing. */
const timeFigure = (alone: readonly number[], many: readonly number[], idle: readonly number[]): Figure =>
  atMost(
    `median time of ${MIGRATORS} (${shown(many)}; alone ${shown(alone)}) beyond that with nothing to do (${shown(idle)})`,
    Math.max(0, median(many) - median(idle)),
    Math.ceil(2 * median(alone)),
    "ms",
  );

type Reset = () => Promise<void>;

const migrating = async (rig: Rig, url: string, rounds: number, reset: Reset): Promise<readonly Figure[]> => {
  const alone: number[] = [];
  const many: number[] = [];
  const idle: number[] = [];
  const failures: string[] = [];
  for (let round = 1; round <= rounds; round++) {
    await reset();
    const one = await together(rig, url, 1);
    const whole = await onDatabase(url, schemaOf);
    await reset();
    const eight = await together(rig, url, MIGRATORS);
    alone.push(one.took);
    many.push(eight.took);
    const nothing = await together(rig, url, MIGRATORS);
    idle.push(nothing.took);
    failures.push(...eight.failures, ...nothing.failures, ...nothing.applied.map((name) => `${name} twice`));
    if (eight.applied.join() !== one.applied.join() || one.applied.length === 0)
      failures.push(`applied: ${eight.applied.join(", ")}`);
    if ((await onDatabase(url, schemaOf)) !== whole) failures.push("another schema");
  }
  return [
    exactly("rounds", many.length, rounds),
    none(
      `exit codes other than 0, migrations applied twice or not at all, of ${rounds * MIGRATORS} processes`,
      failures,
    ),
    // One round says nothing of time.
    ...(rounds > 1 ? [timeFigure(alone, many, idle)] : []),
  ];
};

export const scenario: Scenario = {
  name: "F23",
  title: "eight processes migrate at the same instant",
  short: true,
  rounds: 50,
  run: async (rig, { rounds }) => {
    const { url } = await rig.postgres();
    const empty: Reset = () => onDatabase(url, async (database) => void (await migrateDown(database, { all: true })));
    const half: Reset = () => onDatabase(url, migrateHalf);
    const each = Math.ceil(rounds / 2);
    return [
      ...under("an empty database", await migrating(rig, url, each, empty)),
      ...under("a half migrated database", await migrating(rig, url, each, half)),
    ];
  },
};
