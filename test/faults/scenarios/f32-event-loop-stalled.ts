import { join } from "node:path";
import { preloading, spawnTaskward } from "../process/spawned.js";
import { exactly, type Figure, none } from "../rig/figure.js";
import { judge } from "../rig/judge.js";
import { longestRequest } from "../rig/longest.js";
import type { Scenario } from "../rig/scenario.js";

/** Milliseconds, as preloads/stall.ts has it. */
const STALL = 2_000;
const SAID = /The event loop stood still for [\d.]+ seconds/;

export const scenario: Scenario = {
  name: "F32",
  title: "the event loop stands still for two seconds",
  short: false,
  rounds: 3,
  run: async (rig, { rounds, seed }): Promise<readonly Figure[]> => {
    const env = { DATABASE_URL: `pglite:${join(rig.directory, "store")}` };
    const server = await rig.serve({ ...env, ...preloading("stall") });
    const load = rig.load({ url: server.url, seed });
    const stolen: string[] = [];
    let healed = 0;
    for (let round = 0; round < rounds; round++) {
      await load.until(load.log.length + 300);
      healed = performance.now() + STALL;
      server.signal("SIGUSR2");
      const second = spawnTaskward(["serve"], rig.directory, { env });
      const { how } = await second.ended;
      if (how !== 1 || !second.output().includes(`in use by process ${server.pid}`)) stolen.push(second.output());
    }
    const figures = await judge(server.url, load, { healed: Math.max(healed, performance.now()) });
    return [
      none("takings of the lock meanwhile", stolen),
      exactly("stalls that the log tells of", server.lines.filter((line) => SAID.test(line)).length, rounds),
      longestRequest(load.log, STALL + 1_000),
      ...figures,
    ];
  },
};
