import { setTimeout as pause } from "node:timers/promises";
import { atMost, inRounds, none } from "../rig/figure.js";
import { isServed, judge } from "../rig/judge.js";
import { longestRequest } from "../rig/longest.js";
import type { Operation } from "../rig/operation.js";
import { percentile } from "../rig/percentile.js";
import type { Scenario } from "../rig/scenario.js";

/** Milliseconds of work, of rest after which the database goes to sleep, and until it is awake again. */
const WORK = 3_000;
const REST = 5_000;
const WAKING = 800;

export const scenario: Scenario = {
  name: "F13",
  title: "The database sleeps when idle (as Neon's does): connections are cut, the next one takes 800 ms",
  short: false,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const postgres = await rig.postgres();
      const proxy = await rig.proxy(postgres.url);
      const server = await rig.serve({ DATABASE_URL: proxy.url });
      proxy.connectAfter(WAKING);
      const log: Operation[] = [];
      for (let nap = 0; nap < (extent.short ? 2 : 8); nap++) {
        const load = rig.load({ url: server.url, seed: seed + nap, name: `nap-${nap}` });
        await pause(WORK);
        log.push(...(await load.stop()));
        await pause(REST);
        proxy.reset();
      }
      const figures = await judge(server.url, rig.load({ url: server.url, seed, name: "last" }), { before: log });
      const times = log.map(({ took }) => took);
      return [
        none(
          "requests that failed",
          log.filter((operation) => !isServed(operation)).map(({ status }) => String(status)),
        ),
        atMost("99 of 100 requests", percentile(times, 0.99), 1_500, "ms"),
        longestRequest(log, 2_000),
        ...figures,
      ];
    }),
};
