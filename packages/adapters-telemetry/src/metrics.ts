import type { ExposeMetrics, Exposition, Report } from "@taskward/application";
import type { Registry } from "prom-client";
import type { MetricSources } from "./metric-sources.js";
import type { MetricsSnapshot } from "./prometheus.js";
import { Tally } from "./tally.js";

/** Figures for Prometheus; each instance has its own. */
export interface Metrics {
  readonly report: Report;
  readonly expose: ExposeMetrics;
  /** The figures as values that can be sent to another process. */
  snapshot(): Promise<MetricsSnapshot>;
}

const expositionOf = async (registry: Pick<Registry, "contentType" | "metrics">): Promise<Exposition> => ({
  contentType: registry.contentType,
  text: await registry.metrics(),
});

/** Loaded when somebody looks: a server starts sooner without it. */
const prometheus = () => import("./prometheus.js");

/** Figures of one process. No label holds anything that callers choose: neither paths nor users. */
export const createMetrics = (sources: MetricSources): Metrics => {
  const tally = new Tally();
  let opening: Promise<Registry> | undefined;
  const registry = (): Promise<Registry> => {
    opening ??= prometheus().then(({ openRegistry }) => openRegistry(tally, sources));
    return opening;
  };
  return {
    report: (event) => tally.report(event),
    expose: async () => expositionOf(await registry()),
    snapshot: async () => (await registry()).getMetricsAsJSON(),
  };
};

/** The figures of several processes as those of one, with what the process that looks after them has met itself. */
export interface JointMetrics {
  readonly report: Report;
  merge(snapshots: readonly MetricsSnapshot[]): Promise<Exposition>;
}

/** For a process that serves nobody: when one of the others dies, what it counted is gone, and only this one knows. */
export const createJointMetrics = ({ linesDropped }: Pick<MetricSources, "linesDropped">): JointMetrics => {
  const tally = new Tally();
  const sources: MetricSources = { poolUse: () => [], tokenLookups: () => ({ hits: 0, misses: 0 }), linesDropped };
  return {
    report: (event) => tally.report(event),
    merge: async (snapshots) => {
      const { countsOf, merged } = await prometheus();
      return expositionOf(merged([...snapshots, await countsOf(tally, sources)]));
    },
  };
};
