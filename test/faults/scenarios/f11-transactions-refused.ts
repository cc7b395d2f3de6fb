import { setTimeout as pause } from "node:timers/promises";
import { administrator } from "../rig/administrator.js";
import { atLeast, atMost, inRounds, under } from "../rig/figure.js";
import { isServed, judge } from "../rig/judge.js";
import { logFigures } from "../rig/log-figures.js";
import type { Scenario } from "../rig/scenario.js";
import { underLoad } from "../rig/under-load.js";

/** Deadlock, serialization failure, lock not to be had in time. */
const STATES = ["40P01", "40001", "55P03"];

export const scenario: Scenario = {
  name: "F11",
  title: "PostgreSQL gives up one write in twenty (deadlock, serialization, lock timeout)",
  short: false,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const { postgres, server, load } = await underLoad(rig, { seed });
      const ask = administrator(rig, postgres.url);
      await ask("create sequence refused");
      await ask(`create function refuse() returns trigger language plpgsql as $$ declare
          state text := (array['${STATES.join("','")}'])[1 + floor(random() * ${STATES.length})];
        begin
          if random() < 0.05 then
            perform nextval('refused');
            raise exception 'injected' using errcode = state;
          end if;
          return coalesce(new, old);
        end $$`);
      const before = load.log.length;
      await ask(
        "create trigger refuse before insert or update or delete on tasks for each row execute function refuse()",
      );
      await pause(extent.short ? 5_000 : 30_000);
      const after = load.log.length;
      await ask("drop trigger refuse on tasks");
      const figures = await judge(server.url, load);
      const during = load.log.slice(before, after);
      const failed = during.filter((operation) => !isServed(operation)).length;
      const [refused] = await ask<{ last_value: string }>("select last_value from refused");
      return under("5 %", [
        atLeast("transactions given up", Number(refused?.last_value), 20),
        atMost("requests that failed for it", (100 * failed) / during.length, 0.1, "%"),
        ...logFigures(server.lines, 30_000),
        ...figures,
      ]);
    }),
};
