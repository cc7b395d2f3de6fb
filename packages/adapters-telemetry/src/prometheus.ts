import { setTimeout as wait } from "node:timers/promises";
import { AggregatorRegistry, collectDefaultMetrics, type Metric, Registry } from "prom-client";
import { addSources, type MetricSources } from "./metric-sources.js";
import type { RequestDurations } from "./request-durations.js";
import type { Tally } from "./tally.js";

/** The figures of one process as plain values, which `merged` adds to those of others. */
export type MetricsSnapshot = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** Milliseconds until the event loop's delay has been measured a few times. */
const FIRST_LOOK = 50;

const DURATION = "http_request_duration_seconds";

/** As much of a metric as a registry asks for. */
const histogram = (durations: RequestDurations): Metric => {
  const get = async () => ({
    name: DURATION,
    help: "Time from a request's headers to its answer",
    type: "histogram",
    aggregator: "sum",
    values: durations.figures(DURATION),
  });
  return { name: DURATION, get } as unknown as Metric;
};

/**
 * What was counted, what others keep, and the process itself, as Prometheus wants it. Measuring the process costs a little
 * all the time; it begins with the first one who looks.
 */
export const openRegistry = async (tally: Tally, sources: MetricSources): Promise<Registry> => {
  const registry = new Registry();
  registry.registerMetric(histogram(tally.durations));
  addSources(registry, tally, sources);
  collectDefaultMetrics({ register: registry });
  await wait(FIRST_LOOK);
  return registry;
};

/** What was counted and what others keep, without the process itself: one that serves nobody tells nothing of how others fare. */
export const countsOf = (tally: Tally, sources: MetricSources): Promise<MetricsSnapshot> => {
  const registry = new Registry();
  addSources(registry, tally, sources);
  return registry.getMetricsAsJSON();
};

/** One registry with the sums of several. */
export const merged = (snapshots: readonly MetricsSnapshot[]): Pick<Registry, "contentType" | "metrics"> =>
  AggregatorRegistry.aggregate([...snapshots]);
