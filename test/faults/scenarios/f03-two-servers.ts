import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { spawnTaskward } from "../process/spawned.js";
import { atMost, type Figure, none } from "../rig/figure.js";
import { judge } from "../rig/judge.js";
import { percentile } from "../rig/percentile.js";
import type { Scenario } from "../rig/scenario.js";

const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds that a command may take, on a machine that starts Node.js alone in `USUAL`; as much longer on a slower one. */
const REFUSED = 1_000;
const USUAL = 60;

const startOfNode = async (): Promise<number> => {
  const since = performance.now();
  await once(spawn(process.execPath, ["-e", "0"]), "exit");
  return performance.now() - since;
};

/** What is tried on a store that is in use. */
const COMMANDS = [["serve"], ["serve"], ["migrate", "up"], ["tasks", "list", "--user", "ann"], ["serve"]];

export const scenario: Scenario = {
  name: "F3",
  title: "a second process wants the embedded store of a server under load",
  short: true,
  run: async (rig, { seed }): Promise<readonly Figure[]> => {
    const env = { DATABASE_URL: `pglite:${join(rig.directory, "store")}` };
    const server = await rig.serve(env);
    const load = rig.load({ url: server.url, seed, thinking: 20 });
    await load.until(200);
    const times: number[] = [];
    const alone: number[] = [];
    const wrong: string[] = [];
    for (const command of COMMANDS) {
      const second = spawnTaskward(command, rig.directory, { env });
      const { how, at } = await second.ended;
      times.push(at - second.startedAt);
      alone.push(await startOfNode());
      if (how !== 1 || !second.output().includes(`in use by process ${server.pid}`))
        wrong.push(`${command[0]} ended with ${how}: ${second.output()}`);
    }
    return [
      none("second processes that did not name the first one, or exited with 0", wrong),
      atMost("time until one of them ended, median", median(times), REFUSED * Math.max(1, median(alone) / USUAL), "ms"),
      ...(await judge(server.url, load)),
    ];
  },
};
