import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { exchange } from "./exchange.js";
import { atMost, type Figure } from "./figure.js";
import { percentile } from "./percentile.js";
import type { Rig } from "./rig.js";

type Path = "/healthz" | "/readyz";

const BETWEEN = 20;

// Not the longest of all, which may be the machine's, for it has other work to do.
const SHARE = 0.99;

/** Asks `/healthz` and `/readyz` all the time, from now on; what it gives ends that, and says how it went. */
export const watchHealth = (rig: Rig, url: string): (() => Promise<readonly Figure[]>) => {
  const times: Record<Path, number[]> = { "/healthz": [], "/readyz": [] };
  let failures = 0;
  let watching = true;
  const watch = async (path: Path): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (watching) {
      const since = performance.now();
      const status = await exchange(url, agent, { method: "GET", path }).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 0 || (path === "/healthz" && status !== 200)) failures++;
      times[path].push(performance.now() - since);
      await pause(BETWEEN);
    }
    agent.destroy();
  };
  const done = Promise.all([watch("/healthz"), watch("/readyz")]);
  const end = (): Promise<unknown> => {
    watching = false;
    return done;
  };
  rig.defer(end);
  return async () => {
    await end();
    return [
      atMost("/healthz, 99 of 100", percentile(times["/healthz"], SHARE), 100, "ms"),
      atMost("/readyz, 99 of 100", percentile(times["/readyz"], SHARE), 1_000, "ms"),
      atMost("failures of /healthz", failures, 0),
    ];
  };
};
