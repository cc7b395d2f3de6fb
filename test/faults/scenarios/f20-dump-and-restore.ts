import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { administrator } from "../rig/administrator.js";
import { checkLog } from "../rig/check-log.js";
import { installedPostgres } from "../rig/client-programs.js";
import { atLeast, exactly, inRounds, none } from "../rig/figure.js";
import { judge } from "../rig/judge.js";
import { readStore } from "../rig/read-store.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";
import { snapshotLog } from "../rig/snapshot-log.js";
import { underLoad } from "../rig/under-load.js";

const run = promisify(execFile);

/** Dumps a database, and restores it as another one of this name on the same server; resolves to that one's URL. */
const copied = async (rig: Rig, url: string, name: string): Promise<string> => {
  const bin = installedPostgres() ?? "";
  const file = join(rig.directory, `${name}.sql`);
  await run(join(bin, "pg_dump"), ["--no-owner", `--file=${file}`, url]);
  await administrator(rig, url)(`create database ${name} template template0`);
  const copy = url.replace(/\/[^/]*$/, `/${name}`);
  await run(join(bin, "psql"), ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", `--file=${file}`, copy]);
  return copy;
};

const CHECKSUM = ["users", "credentials", "tasks", "erased_users"]
  .map(
    (table) =>
      `(select count(*) || ' ' || coalesce(md5(string_agg(r::text, ',' order by r::text)), '') from ${table} r)`,
  )
  .join(" || ' ' || ");

export const scenario: Scenario = {
  name: "F20",
  title: "The database is dumped while clients write, and restored elsewhere",
  short: false,
  rounds: 3,
  unavailable: () => (installedPostgres() ? null : "pg_dump is not installed"),
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const binaries = installedPostgres() ?? "";
      const { postgres, server, load } = await underLoad(rig, { seed, postgres: { binaries } });
      await load.until(3_000);
      const from = performance.now();
      const early = await copied(rig, postgres.url, "early");
      const to = performance.now();
      const figures = await judge(server.url, load);
      const late = await copied(rig, postgres.url, "late");

      const restored = await rig.serve({ DATABASE_URL: early });
      const store = await readStore(restored.url);
      const verdict = checkLog(snapshotLog(load.log, from, to), store);
      const sums = await Promise.all(
        [postgres.url, late].map((url) => administrator(rig, url)<{ sum: string }>(`select ${CHECKSUM} as sum`)),
      );
      return [
        atLeast("tasks in the copy made under load", store.length, 100),
        none("in the copy: acknowledged writes lost", verdict.lost),
        none("in the copy: writes doubled", verdict.doubled),
        none("in the copy: phantom writes", verdict.phantom),
        none("in the copy: states that no history explains", verdict.wrong),
        exactly("checksum of a copy made at rest", String(sums[1]?.[0]?.sum === sums[0]?.[0]?.sum), "true"),
        ...figures,
      ];
    }),
};
