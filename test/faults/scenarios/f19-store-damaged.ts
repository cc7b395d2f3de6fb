import { cpSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "@taskward/testing";
import { isAcknowledgedWrite } from "../process/cumulated.js";
import { spawnTaskward } from "../process/spawned.js";
import { atMost, exactly, type Figure, none } from "../rig/figure.js";
import type { Scenario } from "../rig/scenario.js";

const segments = (store: string): readonly string[] =>
  readdirSync(join(store, "pg_wal"))
    .filter((name) => /^[0-9A-F]{24}$/.test(name))
    .sort()
    .map((name) => join(store, "pg_wal", name));

const control = (store: string): string => join(store, "global", "pg_control");
const newest = (store: string): string => segments(store).at(-1) ?? "";

const DAMAGES: Readonly<Record<string, (store: string) => void>> = {
  "the newest segment of the log cut off": (store) => truncateSync(newest(store), 100_000),
  "the newest segment of the log emptied": (store) => truncateSync(newest(store), 0),
  "the whole log deleted": (store) => {
    for (const path of segments(store)) rmSync(path);
  },
  "global/pg_control zeroed": (store) => writeFileSync(control(store), Buffer.alloc(8192)),
  "global/pg_control deleted": (store) => rmSync(control(store)),
  "global/pg_control cut off": (store) => truncateSync(control(store), 100),
  "PG_VERSION deleted": (store) => rmSync(join(store, "PG_VERSION")),
  "PG_VERSION emptied": (store) => truncateSync(join(store, "PG_VERSION"), 0),
};

export const scenario: Scenario = {
  name: "F19",
  title: "the files of an embedded store are damaged",
  short: false,
  run: async (rig, { seed }): Promise<readonly Figure[]> => {
    const original = join(rig.directory, "store");
    const server = await rig.serve({ DATABASE_URL: `pglite:${original}` });
    const load = rig.load({ url: server.url, seed });
    await load.until(200, isAcknowledgedWrite);
    await server.stop("SIGKILL");
    await load.stop();

    const opened: string[] = [];
    const changed: string[] = [];
    const unhelpful: string[] = [];
    let slowest = 0;
    for (const [damage, spoil] of Object.entries(DAMAGES)) {
      const store = join(rig.directory, "damaged");
      cpSync(original, store, { recursive: true });
      spoil(store);
      const before = fingerprint(store);
      const spawned = spawnTaskward(["serve"], rig.directory, { env: { DATABASE_URL: `pglite:${store}` } });
      const { how, at } = await spawned.ended;
      slowest = Math.max(slowest, at - spawned.startedAt);
      if (how !== 1) opened.push(`${damage}: ended with ${how}`);
      if (fingerprint(store) !== before) changed.push(damage);
      if (!/damaged: .*Restore it from a backup/.test(spawned.output()))
        unhelpful.push(`${damage}: ${spawned.output()}`);
      rmSync(store, { recursive: true });
    }
    return [
      none(`damages of ${Object.keys(DAMAGES).length} that were not refused with exit code 1`, opened),
      none("stores that were changed", changed),
      none("messages without the damage and the remedy", unhelpful),
      atMost("longest time until it refused", slowest, 10_000, "ms"),
      exactly("start of the store itself, undamaged", String((await server.start()) > 0), "true"),
    ];
  },
};
