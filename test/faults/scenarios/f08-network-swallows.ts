import { setTimeout as pause } from "node:timers/promises";
import { administrator, CLIENTS } from "../rig/administrator.js";
import { inRounds, none } from "../rig/figure.js";
import { watchHealth } from "../rig/health-watch.js";
import { judge } from "../rig/judge.js";
import { logFigures } from "../rig/log-figures.js";
import { longestRequest } from "../rig/longest.js";
import type { Scenario } from "../rig/scenario.js";
import { underLoad } from "../rig/under-load.js";

export const scenario: Scenario = {
  name: "F8",
  title: "The network to PostgreSQL swallows everything, and delivers it late",
  short: false,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const { postgres, proxy, server, load } = await underLoad(rig, { seed });
      const ask = administrator(rig, postgres.url);
      const sessions = async () => (await ask<{ pid: number }>(`select pid ${CLIENTS}`)).map(({ pid }) => String(pid));
      const before = await sessions();
      const health = watchHealth(rig, server.url);
      const since = performance.now();
      proxy.blackhole();
      await pause(extent.short ? 8_000 : 60_000);
      proxy.pass();
      const healed = performance.now();
      const healthy = await health();
      const figures = await judge(server.url, load, { healed });
      const after = await sessions();
      return [
        none(
          "connections from before that are still used",
          before.filter((pid) => after.includes(pid)),
        ),
        longestRequest(load.log, 8_000),
        ...healthy,
        ...logFigures(server.lines, healed - since),
        ...figures,
      ];
    }),
};
