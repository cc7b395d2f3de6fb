import { setTimeout as pause } from "node:timers/promises";
import { inRounds } from "../rig/figure.js";
import { watchHealth } from "../rig/health-watch.js";
import { judge } from "../rig/judge.js";
import { logFigures } from "../rig/log-figures.js";
import { longestRequest } from "../rig/longest.js";
import type { Scenario } from "../rig/scenario.js";
import { underLoad } from "../rig/under-load.js";

export const scenario: Scenario = {
  name: "F7",
  title: "PostgreSQL stands still (SIGSTOP)",
  short: false,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const { postgres, server, load } = await underLoad(rig, { seed });
      const health = watchHealth(rig, server.url);
      const since = performance.now();
      postgres.stall();
      await pause(extent.short ? 8_000 : 30_000);
      postgres.resume();
      const healed = performance.now();
      const healthy = await health();
      const figures = await judge(server.url, load, { healed });
      return [longestRequest(load.log, 8_000), ...healthy, ...logFigures(server.lines, healed - since), ...figures];
    }),
};
