import type { PoolUse } from "@taskward/application";
import { Counter, Gauge, type Registry } from "prom-client";
import type { Tally } from "./tally.js";

/** Figures that others keep, looked up when somebody asks. */
export interface MetricSources {
  poolUse(): readonly PoolUse[];
  /** How many tokens were known already, and how many had to be checked. */
  tokenLookups(): { readonly hits: number; readonly misses: number };
  /** How many lines of the log were lost. */
  linesDropped(): number;
}

const POOL_GAUGES = [
  ["taskward_pool_connections", "Connections to the database that are open", ({ open }: PoolUse) => open],
  ["taskward_pool_connections_max", "Connections to the database that may be open", ({ limit }: PoolUse) => limit],
  ["taskward_pool_busy", "Statements or transactions under way", ({ busy }: PoolUse) => busy],
  ["taskward_pool_waiting", "Statements or transactions that wait for a connection", ({ waiting }: PoolUse) => waiting],
] as const;

const addPools = (registry: Registry, { poolUse }: MetricSources): void => {
  for (const [name, help, figure] of POOL_GAUGES)
    new Gauge({
      name,
      help,
      labelNames: ["pool"],
      registers: [registry],
      collect() {
        for (const use of poolUse()) this.set({ pool: use.pool }, figure(use));
      },
    });
};

interface Counted {
  readonly name: string;
  readonly help: string;
  /** The label that tells the counts apart; absent where there is but one. */
  readonly label?: string;
  counts(): Iterable<readonly [value: string, count: number]>;
}

const addCounter = (registry: Registry, { name, help, label, counts }: Counted): void => {
  new Counter({
    name,
    help,
    labelNames: label === undefined ? [] : [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, count] of counts()) this.inc(label === undefined ? {} : { [label]: value }, count);
    },
  });
};

/** Adds a metric for each figure of the tally, but not the durations, and of the sources. */
export const addSources = (registry: Registry, tally: Tally, sources: MetricSources): void => {
  addPools(registry, sources);
  addCounter(registry, {
    name: "taskward_events_total",
    help: "Requests worth noticing, by the name they have in the log",
    label: "event",
    counts: () => tally.events,
  });
  addCounter(registry, {
    name: "taskward_sign_ins_total",
    help: "Attempts to sign in with a password, by outcome",
    label: "outcome",
    counts: () => tally.signIns,
  });
  addCounter(registry, {
    name: "taskward_faults_total",
    help: "Bugs, and what went wrong outside of requests",
    counts: () => [["", tally.faults]],
  });
  addCounter(registry, {
    name: "taskward_token_cache_lookups_total",
    help: "Tokens looked up among those found right before",
    label: "result",
    counts: () => {
      const { hits, misses } = sources.tokenLookups();
      return [
        ["hit", hits],
        ["miss", misses],
      ];
    },
  });
  addCounter(registry, {
    name: "taskward_log_lines_dropped_total",
    help: "Lines of the log lost because nobody read them in time",
    counts: () => [["", sources.linesDropped()]],
  });
};
