export type { EventName } from "./event-name.js";
export type { MetricSources } from "./metric-sources.js";
export { createJointMetrics, createMetrics, type JointMetrics, type Metrics } from "./metrics.js";
export { type Log, type LogOptions, openLog } from "./open-log.js";
export type { MetricsSnapshot } from "./prometheus.js";
export type { Lines } from "./standard-output.js";
