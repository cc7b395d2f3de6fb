import { administrator, CLIENTS } from "../rig/administrator.js";
import { atMost, exactly, inRounds } from "../rig/figure.js";
import { judge } from "../rig/judge.js";
import { longestRefusal } from "../rig/longest.js";
import type { Scenario } from "../rig/scenario.js";
import { underLoad } from "../rig/under-load.js";

const locked = `${CLIENTS} and wait_event_type = 'Lock'`;

export const scenario: Scenario = {
  name: "F10",
  title: "A statement takes longer than it may",
  short: false,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const { postgres, server, load } = await underLoad(rig, { seed });
      const ask = administrator(rig, postgres.url);
      const holding = ask("begin; lock table tasks in exclusive mode; select pg_sleep(9); commit");
      const looking = administrator(rig, postgres.url);
      await load.until(1, ({ status }) => status === 503);
      const stuck = await looking<{ count: number }>(
        `select count(*)::int ${locked} and query_start < now() - interval '6 s'`,
      );
      await holding;
      const healed = performance.now();
      const figures = await judge(server.url, load, { healed });
      return [
        longestRefusal(load.log, 5_500),
        exactly("statements that wait on for nobody", stuck[0]?.count ?? -1, 0),
        atMost(
          "connections open",
          (await looking<{ count: number }>(`select count(*)::int ${CLIENTS}`))[0]?.count ?? -1,
          10,
        ),
        ...figures,
      ];
    }),
};
