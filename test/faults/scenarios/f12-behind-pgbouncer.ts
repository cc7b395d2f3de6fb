import { setTimeout as pause } from "node:timers/promises";
import { PGBOUNCER, startPgBouncer } from "../../support/pgbouncer.js";
import { atLeast, atMost, type Figure, inRounds, none, under } from "../rig/figure.js";
import { isServed, judge } from "../rig/judge.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";

/** What a session must not be told behind a pooler that lends it to others: settings, and names of statements. */
const SETS_SESSION = /execute [^:]*: set (?!local)/i;
/** PgBouncer itself, when a client has asked for other settings than the session has that it gets. */
const PASSED_ON = /statement: set /i;
const NAMED = /execute (?!<unnamed>)[^:]*:|(statement|execute [^:]*): prepare /i;

const behind = async (rig: Rig, poolSize: number, seed: number): Promise<readonly Figure[]> => {
  const postgres = await rig.postgres({ parameters: { log_statement: "all" } });
  const pooler = await startPgBouncer(PGBOUNCER ?? "", postgres.url, poolSize);
  rig.defer(() => pooler.close());
  const server = await rig.serve({
    DATABASE_URL: pooler.url,
    DATABASE_MIGRATION_URL: postgres.url,
    DATABASE_PREPARED_STATEMENTS: "off",
  });
  const migrated = postgres.lines.length;
  const load = rig.load({ url: server.url, seed });
  await pause(3_000);
  const figures = await judge(server.url, load);
  const asked = postgres.lines.slice(migrated).filter((line) => / LOG: {2}(statement|execute)/.test(line));
  return under(`pool of ${poolSize}`, [
    none(
      "requests that failed",
      load.log.filter((one) => !isServed(one)).map(({ status }) => String(status)),
    ),
    none(
      "named prepared statements",
      asked.filter((line) => NAMED.test(line)),
    ),
    none(
      "settings of a session",
      asked.filter((line) => SETS_SESSION.test(line)),
    ),
    atMost("settings that PgBouncer passes on", asked.filter((line) => PASSED_ON.test(line)).length, poolSize),
    atLeast("statements looked at", asked.length, 1_000),
    ...figures,
  ]);
};

export const scenario: Scenario = {
  name: "F12",
  title: "PgBouncer in transaction mode lends out one connection, or twenty",
  short: false,
  unavailable: () => (PGBOUNCER ? null : "pgbouncer is not installed"),
  run: (rig, extent) =>
    inRounds(extent, async (seed) => [...(await behind(rig, 1, seed)), ...(await behind(rig, 20, seed))]),
};
