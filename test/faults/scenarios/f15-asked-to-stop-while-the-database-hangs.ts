import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { preloading } from "../process/spawned.js";
import { atLeast, atMost, exactly, type Figure, none, under } from "../rig/figure.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";
import type { Server } from "../rig/server.js";

/** Seconds that requests in flight have. */
const GRACE = 2;
const CLIENTS = 16;

const stop = async (rig: Rig, server: Server, hang: () => void, seed: number): Promise<readonly Figure[]> => {
  const load = rig.load({ url: server.url, seed, connections: CLIENTS });
  await load.until(200);
  hang();
  await pause(500);
  const signalled = performance.now();
  const how = await server.stop();
  const took = performance.now() - signalled;
  const inFlight = (await load.stop()).filter((one) => one.since < signalled && one.since + one.took > signalled);
  const wrong = inFlight
    .filter(({ status }) => status !== 503)
    .map(({ kind, status, fault }) => `${kind} ${status ?? fault}`);
  return [
    atLeast("requests in flight", inFlight.length, CLIENTS / 2),
    none("of them not answered 503", wrong),
    exactly("exit code", String(how), "1"),
    atMost("time from the signal to the end", took, (GRACE + 1) * 1000, "ms"),
  ];
};

const onServer = async (rig: Rig, seed: number): Promise<readonly Figure[]> => {
  const proxy = await rig.proxy((await rig.postgres()).url);
  const server = await rig.serve({ DATABASE_URL: proxy.url, SHUTDOWN_TIMEOUT: String(GRACE) });
  return stop(rig, server, proxy.blackhole, seed);
};

const onEmbedded = async (rig: Rig, seed: number): Promise<readonly Figure[]> => {
  const store = join(rig.directory, "store");
  const env = { DATABASE_URL: `pglite:${store}`, SHUTDOWN_TIMEOUT: String(GRACE), ...preloading("hang-engine") };
  const server = await rig.serve(env);
  const figures = await stop(rig, server, () => server.signal("SIGUSR2"), seed);
  return [...figures, exactly("claims left in the lock", readdirSync(join(store, "taskward.lock")).length, 0)];
};

export const scenario: Scenario = {
  name: "F15",
  title: "the server is asked to stop (SIGTERM) while its database hangs",
  short: false,
  run: async (rig, { seed }) => [
    ...under("PostgreSQL", await onServer(rig, seed)),
    ...under("embedded", await onEmbedded(rig, seed)),
  ],
};
