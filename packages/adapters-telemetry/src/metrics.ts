import { setTimeout as wait } from "node:timers/promises";
import type { ExposeMetrics, Exposition, Report, RequestEvent } from "@taskward/application";
import { AggregatorRegistry, Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { eventName } from "./event-name.js";
import { addSources, type MetricSources } from "./metric-sources.js";

/** Figures for Prometheus; each instance has its own. */
export interface Metrics {
  readonly report: Report;
  readonly expose: ExposeMetrics;
  /** The figures as values that can be sent to another process. */
  snapshot(): Promise<MetricsSnapshot>;
}

/** The figures of one process as plain values, which `mergeMetrics` adds to those of others. */
export type MetricsSnapshot = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** Seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Milliseconds until the event loop's delay has been measured a few times. */
const FIRST_LOOK = 50;

const OUTCOMES: { readonly [status: number]: string } = {
  200: "succeeded",
  401: "failed",
  403: "disabled",
  429: "rate_limited",
  500: "error",
  503: "unavailable",
};

const expositionOf = async (registry: Pick<Registry, "contentType" | "metrics">): Promise<Exposition> => ({
  contentType: registry.contentType,
  text: await registry.metrics(),
});

const requestCounters = (registry: Registry) => {
  const registers = [registry];
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from a request's headers to its answer",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers,
  });
  const events = new Counter({
    name: "taskward_events_total",
    help: "Requests worth noticing, by the name they have in the log",
    labelNames: ["event"],
    registers,
  });
  const signIns = new Counter({
    name: "taskward_sign_ins_total",
    help: "Attempts to sign in with a password, by outcome",
    labelNames: ["outcome"],
    registers,
  });
  // From the start, so that the first one shows as an increase.
  for (const outcome of [...Object.values(OUTCOMES), "invalid"]) signIns.inc({ outcome }, 0);
  return (request: RequestEvent): void => {
    const { method, route, status, milliseconds, purpose } = request;
    requests.observe({ method, route: route ?? "unmatched", status }, milliseconds / 1000);
    const event = eventName(request);
    if (event !== null) events.inc({ event });
    if (purpose === "sign_in") signIns.inc({ outcome: OUTCOMES[status] ?? "invalid" });
  };
};

/** Figures of one process. No label holds anything that callers choose: neither paths nor users. */
export const createMetrics = (sources: MetricSources): Metrics => {
  const registry = new Registry();
  const count = requestCounters(registry);
  const faults = new Counter({
    name: "taskward_faults_total",
    help: "Bugs, and what went wrong outside of requests",
    registers: [registry],
  });
  addSources(registry, sources);

  // Measuring the process itself costs a little all the time; nothing, where nobody ever looks.
  let measuring: Promise<void> | undefined;
  const measured = (): Promise<void> => {
    if (measuring === undefined) {
      collectDefaultMetrics({ register: registry });
      measuring = wait(FIRST_LOOK);
    }
    return measuring;
  };

  return {
    report: (event) => {
      if (event.kind === "request") count(event);
      if (event.kind === "fault") faults.inc();
    },
    expose: async () => {
      await measured();
      return expositionOf(registry);
    },
    snapshot: async () => {
      await measured();
      return registry.getMetricsAsJSON();
    },
  };
};

/** The figures of several processes as those of one. */
export const mergeMetrics = (snapshots: readonly MetricsSnapshot[]): Promise<Exposition> =>
  expositionOf(AggregatorRegistry.aggregate([...snapshots]));
