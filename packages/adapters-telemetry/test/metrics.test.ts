import type { PoolUse } from "@taskward/application";
import { expect } from "chai";
import { createJointMetrics, createMetrics, type Metrics } from "../src/metrics.js";
import { refused, request } from "./support/events.js";

const POOLS: readonly PoolUse[] = [
  { pool: "shared", open: 3, limit: 4, busy: 7, waiting: 2 },
  { pool: "lent", open: 1, limit: 6, busy: 0, waiting: 0 },
];

const newMetrics = (poolUse = POOLS): Metrics =>
  createMetrics({
    poolUse: () => poolUse,
    tokenLookups: () => ({ hits: 41, misses: 2 }),
    linesDropped: () => 5,
  });

/** The figures by name and labels, as Prometheus reads them. */
const figuresIn = (text: string): Record<string, number> =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => {
        const [, name = line, figure] = /^([a-z0-9_]+(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? [];
        return [name, Number(figure)];
      }),
  );

const figuresOf = async (metrics: Metrics) => figuresIn((await metrics.expose()).text);

describe("the metrics", () => {
  it("count requests and their time by method, route and status", async () => {
    const metrics = newMetrics();
    for (const milliseconds of [0.5, 4, 700]) metrics.report(request({ milliseconds }));
    metrics.report(refused(404, { route: null, path: "/canary", method: "POST" }));
    const figures = await figuresOf(metrics);
    const labels = 'method="GET",route="/api/v1/tasks/:id",status="200"';
    expect(figures).to.include({
      [`http_request_duration_seconds_bucket{le="0.001",${labels}}`]: 1,
      [`http_request_duration_seconds_bucket{le="0.005",${labels}}`]: 2,
      [`http_request_duration_seconds_bucket{le="0.5",${labels}}`]: 2,
      [`http_request_duration_seconds_bucket{le="10",${labels}}`]: 3,
      [`http_request_duration_seconds_count{${labels}}`]: 3,
      'http_request_duration_seconds_count{method="POST",route="unmatched",status="404"}': 1,
    });
    expect(figures[`http_request_duration_seconds_sum{${labels}}`]).to.be.closeTo(0.7045, 1e-9);
  });

  it("have as many series for a million callers as for one", async () => {
    const metrics = newMetrics();
    metrics.report(refused(404));
    const before = Object.keys(await figuresOf(metrics)).filter((name) => /^(http|taskward)_/.test(name));
    for (let i = 0; i < 100; i++)
      metrics.report(refused(404, { path: `/canary-${i}`, requestId: `canary-${i}`, address: `10.0.0.${i}` }));
    const { text } = await metrics.expose();
    expect(Object.keys(figuresIn(text)).filter((name) => /^(http|taskward)_/.test(name))).to.deep.equal(before);
    expect(text).not.to.contain("canary");
  });

  it("count sign-ins by outcome, events by name, and bugs", async () => {
    const metrics = newMetrics();
    metrics.report(request({ purpose: "sign_in" }));
    for (const status of [401, 401, 403, 422, 429, 503]) metrics.report(refused(status, { purpose: "sign_in" }));
    metrics.report({ kind: "fault", requestId: null, error: new Error("bug") });
    metrics.report({ kind: "notice", message: "Taskward is stopping" });
    expect(await figuresOf(metrics)).to.include({
      'taskward_sign_ins_total{outcome="succeeded"}': 1,
      'taskward_sign_ins_total{outcome="failed"}': 2,
      'taskward_sign_ins_total{outcome="disabled"}': 1,
      'taskward_sign_ins_total{outcome="invalid"}': 1,
      'taskward_sign_ins_total{outcome="rate_limited"}': 1,
      'taskward_sign_ins_total{outcome="unavailable"}': 1,
      'taskward_events_total{event="sign_in_failed"}': 2,
      'taskward_events_total{event="rate_limited"}': 1,
      taskward_faults_total: 1,
    });
  });

  it("ask others for the use of pools, known tokens and lost lines each time", async () => {
    const pools = [...POOLS];
    const metrics = newMetrics(pools);
    expect(await figuresOf(metrics)).to.include({
      'taskward_pool_connections{pool="shared"}': 3,
      'taskward_pool_connections_max{pool="lent"}': 6,
      'taskward_pool_busy{pool="shared"}': 7,
      'taskward_pool_waiting{pool="shared"}': 2,
      'taskward_token_cache_lookups_total{result="hit"}': 41,
      'taskward_token_cache_lookups_total{result="miss"}': 2,
      taskward_log_lines_dropped_total: 5,
    });
    pools[0] = { pool: "shared", open: 4, limit: 4, busy: 0, waiting: 0 };
    const figures = await figuresOf(metrics);
    expect(figures['taskward_pool_busy{pool="shared"}']).to.equal(0);
    expect(figures['taskward_token_cache_lookups_total{result="hit"}']).to.equal(41);
  });

  it("tell of the process, and how long its event loop keeps others waiting, from the first time on", async () => {
    const { text, contentType } = await newMetrics().expose();
    expect(contentType).to.match(/^text\/plain; version=0\.0\.4/);
    const figures = figuresIn(text);
    for (const name of ["process_resident_memory_bytes", "process_start_time_seconds", "nodejs_heap_size_used_bytes"])
      expect(figures[name], name).to.be.above(0);
    for (const name of ["nodejs_eventloop_lag_p99_seconds", "nodejs_eventloop_lag_max_seconds"])
      expect(figures[name], name).to.be.within(0, 60);
  });

  it("of two instances in one process are apart", async () => {
    const [one, other] = [newMetrics(), newMetrics()];
    one.report({ kind: "fault", requestId: null, error: null });
    expect((await figuresOf(one))["taskward_faults_total"]).to.equal(1);
    expect((await figuresOf(other))["taskward_faults_total"]).to.equal(0);
  });

  it("of several processes, and of the one that looks after them, add up to those of one", async () => {
    const processes = [newMetrics(), newMetrics()];
    for (const { report } of processes) report(request());
    const snapshots = await Promise.all(processes.map((each) => each.snapshot()));
    const joint = createJointMetrics({ linesDropped: () => 1 });
    joint.report({ kind: "fault", requestId: null, error: new Error("process 7 was ended by SIGKILL") });
    const { text } = await joint.merge(JSON.parse(JSON.stringify(snapshots)));
    expect(figuresIn(text)).to.include({
      'http_request_duration_seconds_count{method="GET",route="/api/v1/tasks/:id",status="200"}': 2,
      'taskward_pool_busy{pool="shared"}': 14,
      taskward_log_lines_dropped_total: 11,
      taskward_faults_total: 1,
    });
  });
});
