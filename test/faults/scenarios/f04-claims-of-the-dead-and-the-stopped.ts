import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Spawned, spawnTaskward } from "../process/spawned.js";
import { atMost, exactly, type Figure, none } from "../rig/figure.js";
import { answerFigures, storeFigures } from "../rig/judge.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";
import type { Server } from "../rig/server.js";

const BETWEEN = 1_000;

/** Makes every claim in the store name a living process, this one, that did not make it. */
const recycle = (store: string): void => {
  const folder = join(store, "taskward.lock");
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".claim"))) {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), pid: process.pid }));
  }
};

const wants = async (
  directory: string,
  databaseUrl: string,
): Promise<{ spawned: Spawned; how: unknown; took: number }> => {
  const spawned = spawnTaskward(["serve"], directory, { env: { DATABASE_URL: databaseUrl } });
  const { how, at } = await spawned.ended;
  return { spawned, how, took: at - spawned.startedAt };
};

const stopped = async (rig: Rig, server: Server, store: string, seconds: number): Promise<readonly Figure[]> => {
  const load = rig.load({ url: server.url, seed: 1, connections: 4, name: "stopped" });
  await load.until(50);
  server.signal("SIGSTOP");
  const until = performance.now() + seconds * 1000;
  const stolen: string[] = [];
  let tries = 0;
  while (performance.now() < until) {
    const { how, spawned } = await wants(rig.directory, `pglite:${store}`);
    tries++;
    if (how !== 1 || !spawned.output().includes(`in use by process ${server.pid}`))
      stolen.push(`it ended with ${how}: ${spawned.output()}`);
    await pause(BETWEEN);
  }
  server.signal("SIGCONT");
  await load.until(load.log.length + 100);
  const log = await load.stop();
  return [
    none(`takings of the lock in ${tries} tries while its holder was stopped for ${seconds} s`, stolen),
    ...answerFigures(log),
    ...(await storeFigures(server.url, log)),
  ];
};

/** The same store where nothing can be written. */
const readOnly = async (rig: Rig, store: string): Promise<readonly Figure[]> => {
  const mount = join(rig.directory, "read-only");
  mkdirSync(mount);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=200m", "none", mount]);
  rig.defer(() => execFileSync("umount", [mount]));
  cpSync(store, join(mount, "store"), { recursive: true });
  execFileSync("mount", ["-o", "remount,ro", mount]);
  const { how, spawned, took } = await wants(rig.directory, `pglite:${join(mount, "store")}`);
  return [
    exactly("exit code on a read-only mount", String(how), "1"),
    none("other complaints", /mounted read-only/.test(spawned.output()) ? [] : [spawned.output()]),
    atMost("time until it complained", took, 5_000, "ms"),
  ];
};

export const scenario: Scenario = {
  name: "F4",
  title: "the lock of an embedded store is left by a dead process, held by a stopped one, or cannot be written",
  short: false,
  run: async (rig, { short }) => {
    const store = join(rig.directory, "store");
    const server = await rig.serve({ DATABASE_URL: `pglite:${store}` });
    await server.stop("SIGKILL");
    const afterKill = await server.start();
    await server.stop("SIGKILL");
    recycle(store);
    const afterRecycling = await server.start();
    const figures = await stopped(rig, server, store, short ? 5 : 60);
    await server.stop();
    return [
      atMost("start after SIGKILL", afterKill, 5_000, "ms"),
      atMost("start when another process has the dead one's number", afterRecycling, 5_000, "ms"),
      ...figures,
      ...(await readOnly(rig, store)),
    ];
  },
};
