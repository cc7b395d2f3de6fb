import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tokenOf } from "../../support/token.js";
import { spawnTaskward } from "../process/spawned.js";
import { exchange } from "../rig/exchange.js";
import { atLeast, atMost, exactly, type Figure, none } from "../rig/figure.js";
import { readStore } from "../rig/read-store.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";
import type { Server } from "../rig/server.js";

/** What is left free for the store to fill, in bytes, once it is there. */
const ROOM = 12 * 2 ** 20;
const WRITERS = 8;

interface Filled {
  readonly created: readonly string[];
  /** The first answer that was not 201, and how many milliseconds it took. */
  readonly first: { readonly status: number | null; readonly took: number; readonly at: number };
}

const mountSmall = (rig: Rig): string => {
  const mount = join(rig.directory, "small");
  mkdirSync(mount);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=110m", "none", mount]);
  rig.defer(() => execFileSync("umount", [mount]));
  return mount;
};

const freeIn = (mount: string): number => {
  const { bavail, bsize } = statfsSync(mount);
  return bavail * bsize;
};

/** Makes tasks, each as large as can be, until one is refused. */
const fill = async ({ url }: Server): Promise<Filled> => {
  const created: string[] = [];
  const refusals: Filled["first"][] = [];
  const token = tokenOf("ann");
  const write = async (name: string): Promise<void> => {
    for (let n = 0; refusals.length === 0; n++) {
      const body = { title: `${name}-${n}`, description: "x".repeat(1000) };
      const since = performance.now();
      const answer = await exchange(url, undefined, { method: "POST", path: "/api/v1/tasks", token, body }).catch(
        () => null,
      );
      const at = performance.now();
      if (answer?.status === 201) created.push(body.title);
      else refusals.push({ status: answer?.status ?? null, took: at - since, at });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, n) => write(`writer${n}`)));
  return { created, first: refusals[0] as Filled["first"] };
};

/** A start while there is still no room. */
const startFull = async (rig: Rig, databaseUrl: string): Promise<readonly Figure[]> => {
  const spawned = spawnTaskward(["serve"], rig.directory, { env: { DATABASE_URL: databaseUrl } });
  const { how, at } = await spawned.ended;
  return [
    exactly("exit code of a start while the disk is full", String(how), "1"),
    atMost("time until it ended", at - spawned.startedAt, 5_000, "ms"),
    none("other reasons that it gave", /disk is full/i.test(spawned.output()) ? [] : [spawned.output()]),
  ];
};

export const scenario: Scenario = {
  name: "F17",
  title: "the disk of an embedded store gets full",
  short: true,
  unavailable: () =>
    process.platform === "linux" && spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0
      ? null
      : "a small file system cannot be mounted: run this as root on Linux, where CAP_SYS_ADMIN is given",
  run: async (rig) => {
    const mount = mountSmall(rig);
    const databaseUrl = `pglite:${join(mount, "store")}`;
    const server = await rig.serve({ DATABASE_URL: databaseUrl });
    const ballast = join(mount, "ballast");
    writeFileSync(ballast, Buffer.alloc(freeIn(mount) - ROOM));
    const { created, first } = await fill(server);
    const how = await server.ending;
    const took = performance.now() - first.at;
    const full = await startFull(rig, databaseUrl);
    rmSync(ballast);
    await server.start();
    const found = new Set((await readStore(server.url, ["ann"])).map(({ title }) => title));
    const [task] = await readStore(server.url, ["ann"]);
    return [
      atLeast("tasks made until the disk was full", created.length, 1_000),
      exactly("status of the write that failed", String(first.status), "503"),
      atMost("time until it was answered", first.took, 1_000, "ms"),
      exactly("exit code", String(how), "70"),
      atMost("time from the failure to the end", took, 2_000, "ms"),
      ...full,
      none(
        "acknowledged tasks lost",
        created.filter((title) => !found.has(title)),
      ),
      atMost("tasks beyond those acknowledged (in doubt)", found.size - created.length, WRITERS),
      exactly("reads again", String(task !== undefined), "true"),
    ];
  },
};
