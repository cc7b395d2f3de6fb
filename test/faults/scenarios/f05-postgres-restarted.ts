import { setTimeout as pause } from "node:timers/promises";
import { atMost, exactly, type Figure, inRounds, under } from "../rig/figure.js";
import { isServed, judge } from "../rig/judge.js";
import { longestRequest } from "../rig/longest.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";

/** Milliseconds without a database. */
const AWAY = 3_000;

const restarted = async (rig: Rig, how: "fast" | "immediate", seed: number): Promise<readonly Figure[]> => {
  const postgres = await rig.postgres();
  const server = await rig.serve({ DATABASE_URL: postgres.url });
  const load = rig.load({ url: server.url, seed });
  await load.until(500);
  const stopped = performance.now();
  await postgres.stop(how);
  await pause(AWAY);
  await postgres.start();
  const healed = performance.now();
  const figures = await judge(server.url, load, { healed });
  const failures = load.log
    .filter((operation) => !isServed(operation))
    .map(({ since, took }) => since + took - stopped);
  const window = failures.length === 0 ? 0 : Math.max(...failures) - Math.max(0, Math.min(...failures));
  return under(how, [
    atMost("time with errors", window, healed - stopped + 2_000, "ms"),
    longestRequest(load.log, 6_000),
    exactly("server ended", String(server.ended), "null"),
    exactly("uncaught errors in the log", server.lines.filter((line) => line.includes('"msg":"fault"')).length, 0),
    ...figures,
  ]);
};

export const scenario: Scenario = {
  name: "F5",
  title: "PostgreSQL is restarted under load",
  short: true,
  rounds: 3,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => [
      ...(await restarted(rig, "fast", seed)),
      ...(await restarted(rig, "immediate", seed)),
    ]),
};
