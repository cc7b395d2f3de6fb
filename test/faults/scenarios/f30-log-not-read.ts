import { setTimeout as pause } from "node:timers/promises";
import { calmLoad, calmly, waitFigure } from "../process/latency.js";
import { residentMegabytes } from "../process/resources.js";
import { served } from "../process/served.js";
import { atLeast, atMost, exactly, type Figure, under } from "../rig/figure.js";
import { answerFigures } from "../rig/judge.js";
import { readMetrics } from "../rig/metrics.js";
import type { Rig } from "../rig/rig.js";
import type { Extent, Scenario } from "../rig/scenario.js";

/** Megabytes: the two that the log may hold, and what the collector has not got to. */
const GROWTH = 40;

const unread = async (rig: Rig, how: "blocked" | "closed", { seed, short }: Extent): Promise<readonly Figure[]> => {
  const server = await served(rig, { env: { DATABASE_URL: "memory:", LOG_LEVEL: "info" } });
  const before = await calmly(rig, { url: server.url, seed }, 4_000);
  const { stdout } = server.child;
  if (how === "blocked") stdout?.pause();
  else stdout?.destroy();
  // Enough to fill what the pipe and the server hold, long before the end.
  const flood = rig.load({ url: server.url, seed, name: "flood", thinking: 1 });
  await flood.until(10_000);
  const full = residentMegabytes(server.pid);
  const log = [...(await flood.stop())];
  const load = calmLoad(rig, server.url, seed, "during");
  await pause(short ? 5_000 : 30_000);
  const during = await load.stop();
  log.push(...during);
  const dropped = (await readMetrics(server.url)).get("taskward_log_lines_dropped_total") ?? 0;
  const grown = residentMegabytes(server.pid) - full;
  server.child.kill("SIGTERM");
  const { how: ended } = await server.ended;
  return [
    waitFigure(during, before, 2),
    atMost("memory gained", grown, GROWTH, "MB"),
    atLeast("lines dropped and counted", dropped, 1),
    exactly("exit code on SIGTERM", String(ended), "0"),
    ...answerFigures(log),
  ];
};

export const scenario: Scenario = {
  name: "F30",
  title: "nobody reads the log: the pipe is blocked, or closed",
  short: false,
  run: async (rig, extent) => [
    ...under("blocked", await unread(rig, "blocked", extent)),
    ...under("closed", await unread(rig, "closed", extent)),
  ],
};
