import { residentMegabytes } from "../process/resources.js";
import { administrator } from "../rig/administrator.js";
import { atLeast, atMost, inRounds } from "../rig/figure.js";
import { judge } from "../rig/judge.js";
import { logFigures } from "../rig/log-figures.js";
import { longestRefusal } from "../rig/longest.js";
import type { Scenario } from "../rig/scenario.js";
import { underLoad } from "../rig/under-load.js";

const CLIENTS = 200;

export const scenario: Scenario = {
  name: "F9",
  title: "The pool is exhausted: 200 clients write, and each write takes a second",
  short: true,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const { postgres, server, load } = await underLoad(rig, { seed, env: { DATABASE_POOL_MAX: "5" } });
      await load.stop();
      const ask = administrator(rig, postgres.url);
      await ask(`create function slow() returns trigger language plpgsql as
        $$ begin perform pg_sleep(1); return new; end $$`);
      await ask("create trigger slow before insert on tasks for each row execute function slow()");
      const before = residentMegabytes(server.pid);
      const burst = rig.load({ url: server.url, seed, connections: CLIENTS, thinking: 60_000, name: "burst" });
      await burst.until(CLIENTS);
      const grown = residentMegabytes(server.pid) - before;
      await ask("drop trigger slow on tasks");
      const refused = burst.log.filter(({ status }) => status === 503).map(({ took }) => took);
      const again = rig.load({ url: server.url, seed, name: "again" });
      const figures = await judge(server.url, again, { before: [...load.log, ...burst.log] });
      return [
        atMost("first 503", Math.min(...refused), 2_300, "ms"),
        longestRefusal(burst.log, 2_600),
        atLeast("writes done", CLIENTS - refused.length, 5),
        atMost("memory taken", grown, 50, "MB"),
        ...logFigures(server.lines, 1_000),
        ...figures,
      ];
    }),
};
