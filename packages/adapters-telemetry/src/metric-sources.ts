import type { PoolUse } from "@taskward/application";
import { Counter, Gauge, type Registry } from "prom-client";

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

/** Adds a metric for each figure of the sources. */
export const addSources = (registry: Registry, sources: MetricSources): void => {
  const registers = [registry];
  addPools(registry, sources);
  new Counter({
    name: "taskward_token_cache_lookups_total",
    help: "Tokens looked up among those found right before",
    labelNames: ["result"],
    registers,
    collect() {
      const { hits, misses } = sources.tokenLookups();
      this.reset();
      this.inc({ result: "hit" }, hits);
      this.inc({ result: "miss" }, misses);
    },
  });
  new Counter({
    name: "taskward_log_lines_dropped_total",
    help: "Lines of the log lost because nobody read them in time",
    registers,
    collect() {
      this.reset();
      this.inc(sources.linesDropped());
    },
  });
};
