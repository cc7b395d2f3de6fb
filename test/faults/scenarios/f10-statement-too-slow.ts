import { setTimeout as pause } from "node:timers/promises";
import { administrator, CLIENTS } from "../rig/administrator.js";
import { atLeast, atMost, inRounds, none } from "../rig/figure.js";
import { judge } from "../rig/judge.js";
import { longestRefusal } from "../rig/longest.js";
import type { Scenario } from "../rig/scenario.js";
import { underLoad } from "../rig/under-load.js";

/** Seconds for which the table is locked, milliseconds after which it is looked, and how long a statement may be at it then. */
const LOCKED = 9;
const LOOK = 8_000;
const OLD = `${CLIENTS} and wait_event_type = 'Lock' and query_start < now() - interval '6 s'`;

export const scenario: Scenario = {
  name: "F10",
  title: "A statement takes longer than it may",
  short: false,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const { postgres, server, load } = await underLoad(rig, { seed });
      const [locker, ask] = [administrator(rig, postgres.url), administrator(rig, postgres.url)];
      const sessions = async (which: string): Promise<readonly string[]> =>
        (await ask<{ pid: number }>(`select pid ${which}`)).map(({ pid }) => String(pid));
      const before = await sessions(CLIENTS);
      const locked = locker(`begin; lock table tasks in exclusive mode; select pg_sleep(${LOCKED}); commit`);
      await pause(LOOK);
      const stuck = await sessions(OLD);
      await locked;
      const figures = await judge(server.url, load);
      const after = await sessions(CLIENTS);
      return [
        longestRefusal(load.log, 5_500),
        none("statements that wait on for nobody", stuck),
        atLeast("connections still in use", after.filter((pid) => before.includes(pid)).length, 1),
        atMost("connections open", after.length, 10),
        ...figures,
      ];
    }),
};
