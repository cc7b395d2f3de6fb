import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { exchange } from "./exchange.js";
import { atMost, type Figure } from "./figure.js";
import type { Rig } from "./rig.js";

type Path = "/healthz" | "/readyz";

const BETWEEN = 20;

/** What 99 of 100 did not exceed: the longest of all may be the machine's, which has other work to do. */
const hundredth = (times: readonly number[]): number =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Number.POSITIVE_INFINITY;

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
      atMost("/healthz, 99 of 100", hundredth(times["/healthz"]), 100, "ms"),
      atMost("/readyz, 99 of 100", hundredth(times["/readyz"]), 1_000, "ms"),
      atMost("failures of /healthz", failures, 0),
    ];
  };
};
