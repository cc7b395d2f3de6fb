import { setTimeout as pause } from "node:timers/promises";
import { administrator, CLIENTS } from "../rig/administrator.js";
import { inRounds, none } from "../rig/figure.js";
import { isServed, judge } from "../rig/judge.js";
import { logFigures } from "../rig/log-figures.js";
import { longestRequest } from "../rig/longest.js";
import type { Scenario } from "../rig/scenario.js";
import { underLoad } from "../rig/under-load.js";

const EVERY = 200;

export const scenario: Scenario = {
  name: "F6",
  title: "Every database connection is terminated, five times a second",
  short: false,
  rounds: 3,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const { postgres, server, load } = await underLoad(rig, { seed });
      const ask = administrator(rig, postgres.url);
      const since = performance.now();
      const end = since + (extent.short ? 4_000 : 10_000);
      while (performance.now() < end) {
        await ask(`select pg_terminate_backend(pid) ${CLIENTS}`);
        await pause(EVERY);
      }
      const healed = performance.now();
      const figures = await judge(server.url, load, { healed });
      const reads = load.log.filter(({ kind }) => ["list", "get", "probe"].includes(kind));
      return [
        none(
          "reads that failed",
          reads.filter((read) => !isServed(read)).map(({ status }) => String(status)),
        ),
        longestRequest(load.log, 6_000),
        ...logFigures(server.lines, healed - since),
        ...figures,
      ];
    }),
};
