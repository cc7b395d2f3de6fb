import { setTimeout as pause } from "node:timers/promises";
import { type Administrator, administrator, CLIENTS } from "../rig/administrator.js";
import { atLeast, type Figure, inRounds, none, under } from "../rig/figure.js";
import { isServed, judge } from "../rig/judge.js";
import { longestRequest } from "../rig/longest.js";
import type { Operation } from "../rig/operation.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";

interface Refusal {
  readonly name: string;
  /** Whether PostgreSQL goes on serving reads. */
  readonly reads: boolean;
  begin(ask: Administrator): Promise<unknown>;
  end(ask: Administrator): Promise<unknown>;
}

const cut = (ask: Administrator): Promise<unknown> => ask(`select pg_terminate_backend(pid) ${CLIENTS}`);

/** Every connection anew, as after a failover. */
const anew =
  (statement: string) =>
  async (ask: Administrator): Promise<unknown> => {
    await ask(statement);
    return cut(ask);
  };

const REFUSALS: readonly Refusal[] = [
  {
    name: "disk full (53100, injected)",
    reads: true,
    begin: async (ask) => {
      await ask(`create or replace function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no space left' using errcode = '53100'; end $$`);
      return ask("create trigger refuse before insert or update or delete on tasks execute function refuse()");
    },
    end: (ask) => ask("drop trigger refuse on tasks"),
  },
  {
    name: "too many connections (53300)",
    reads: false,
    begin: anew("alter role taskward connection limit 0"),
    end: (ask) => ask("alter role taskward connection limit -1"),
  },
  {
    name: "read-only (25006)",
    reads: true,
    begin: anew("alter role taskward set default_transaction_read_only = on"),
    end: anew("alter role taskward reset default_transaction_read_only"),
  },
];

const isRead = ({ kind }: Operation): boolean => ["list", "get", "probe"].includes(kind);

const refused = async (
  rig: Rig,
  refusal: Refusal,
  { seed, short }: { seed: number; short: boolean },
): Promise<readonly Figure[]> => {
  const postgres = await rig.postgres();
  const ask = administrator(rig, postgres.url);
  await ask("create role taskward login");
  await ask("grant all on schema public to taskward");
  const server = await rig.serve({ DATABASE_URL: postgres.url.replace("postgres@", "taskward@") });
  const load = rig.load({ url: server.url, seed });
  await load.until(500);
  await refusal.begin(ask);
  // What was cut in the middle of it is not what this is about.
  await pause(500);
  const since = load.log.length;
  await pause(short ? 2_000 : 6_000);
  const during = load.log.slice(since);
  await refusal.end(ask);
  const figures = await judge(server.url, load);
  const failed = during.filter((operation) => !isServed(operation));
  return under(refusal.name, [
    atLeast("requests refused", failed.length, 5),
    ...(refusal.reads
      ? [
          none(
            "reads that failed",
            failed.filter(isRead).map(({ status }) => String(status)),
          ),
        ]
      : []),
    longestRequest(load.log, 6_000),
    ...figures,
  ]);
};

/** New connections are refused (57P03) while the old ones go on, until those are ended (57P01). */
const shutDown = async (rig: Rig, seed: number): Promise<readonly Figure[]> => {
  const postgres = await rig.postgres();
  const server = await rig.serve({ DATABASE_URL: postgres.url });
  const load = rig.load({ url: server.url, seed });
  await load.until(500);
  const ask = administrator(rig, postgres.url);
  await ask("select 1");
  const stopped = postgres.stop("smart");
  await pause(1_000);
  await cut(ask);
  await ask("select pg_terminate_backend(pg_backend_pid())").catch(() => {});
  await stopped;
  await postgres.start();
  const figures = await judge(server.url, load);
  return under("shutting down (57P01, 57P03)", [longestRequest(load.log, 6_000), ...figures]);
};

export const scenario: Scenario = {
  name: "F18",
  title: "PostgreSQL refuses: disk full, too many connections, read-only, shutting down",
  short: false,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const figures: Figure[] = [];
      for (const refusal of REFUSALS) figures.push(...(await refused(rig, refusal, { seed, short: extent.short })));
      return [...figures, ...(await shutDown(rig, seed))];
    }),
};
