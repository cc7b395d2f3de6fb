import type { RequestEvent } from "@taskward/application";
import { expect } from "chai";
import { refused, request } from "./support/events.js";
import { written } from "./support/written.js";

describe("the log", () => {
  it("has one line a request: what was asked, by whom, what came of it and how long it took", () => {
    const log = written();
    log.report(request());
    const [{ time, ...line } = {}, ...others] = log.lines();
    expect(others).to.deep.equal([]);
    expect(new Date(String(time)).toISOString()).to.equal(time);
    expect(line).to.deep.equal({
      level: "info",
      pid: process.pid,
      request_id: "request-1",
      method: "GET",
      route: "/api/v1/tasks/:id",
      path: "/api/v1/tasks/12",
      status: 200,
      duration_ms: 1.23,
      user_id: "ann",
      client: "192.0.2.7",
      msg: "request",
    });
  });

  it("has the same fields for a request of nobody to nowhere, and the code of its refusal", () => {
    const log = written();
    log.report(refused(404, { user: null, route: null, purpose: null, path: "/nowhere" }));
    expect(log.lines()[0]).to.include({ user_id: null, route: null, path: "/nowhere", code: "CODE_404" });
  });

  const named: readonly [event: string | undefined, level: string, request: RequestEvent][] = [
    [undefined, "info", request({ purpose: null })],
    [undefined, "info", refused(422)],
    ["authentication_failed", "info", refused(401, { purpose: null, user: null })],
    ["account_disabled", "warn", refused(403, { purpose: null, user: null })],
    ["account_disabled", "warn", refused(403, { purpose: "sign_in", user: null })],
    ["foreign_task", "warn", refused(403)],
    ["task_not_found", "info", refused(404)],
    ["rate_limited", "warn", refused(429)],
    ["rate_limited", "warn", refused(429, { purpose: "sign_in" })],
    ["sign_in_failed", "warn", refused(401, { purpose: "sign_in" })],
    ["sign_in_succeeded", "info", request({ purpose: "sign_in" })],
    ["sign_up_succeeded", "info", request({ purpose: "sign_up", status: 201 })],
    ["sign_up_refused", "info", refused(409, { purpose: "sign_up" })],
  ];
  for (const [event, level, what] of named)
    it(`calls ${what.status} of ${what.purpose ?? "anything"} ${event ?? "nothing special"}, at ${level}`, () => {
      const log = written();
      log.report(what);
      expect([log.lines()[0]?.["event"], log.lines()[0]?.["level"]]).to.deep.equal([event, level]);
    });

  it("leaves out probes that find everything well, and says when one does not", () => {
    const log = written();
    log.report(request({ purpose: "probe" }));
    log.report(refused(503, { purpose: "probe" }));
    expect(log.lines().map(({ level, status }) => [level, status])).to.deep.equal([["warn", 503]]);
    const all = written({ level: "debug" });
    all.report(request({ purpose: "probe" }));
    expect(all.lines()).to.have.length(1);
  });

  it("keeps to its level, and is silent when told so", () => {
    for (const [level, statuses] of [
      ["warn", [429, 500]],
      ["error", [500]],
      ["fatal", []],
      ["silent", []],
    ] as const) {
      const log = written({ level });
      for (const status of [200, 404, 429, 500]) log.report(refused(status));
      expect(log.lines().map((line) => line["status"])).to.deep.equal(statuses);
    }
  });

  it("says in full what a bug was, under the id of its request", () => {
    const log = written();
    const error = new TypeError("x is not a function", { cause: new RangeError("too much") });
    log.report({ kind: "fault", requestId: "request-1", error });
    const [line] = log.lines();
    expect(line).to.include({ level: "error", msg: "fault", request_id: "request-1" });
    expect(line?.["error"]).to.deep.include({
      type: "TypeError",
      message: "x is not a function",
      cause: { type: "RangeError", message: "too much" },
    });
    expect(line?.["error"]).to.have.property("stack").that.contains("open-log.test");
  });

  it("says why a request could not be served", () => {
    const log = written();
    const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    log.report(refused(503, { cause }));
    expect(log.lines()[0]).to.deep.include({
      level: "error",
      error: { type: "Error", message: "connect ECONNREFUSED", code: "ECONNREFUSED" },
    });
  });

  it("has one line for a thousand requests that one cause kept from being served, and then how many there were", async () => {
    const log = written();
    for (let i = 0; i < 1_000; i++)
      log.report(refused(503, { requestId: `request-${i}`, cause: new Error(`Connection ${i} lost`) }));
    log.report(refused(503, { cause: new Error("The disk is full") }));
    expect(log.lines()).to.have.length(2);
    await log.close();
    expect(log.lines()).to.have.length(3);
    expect(log.lines()[2]).to.include({ request_id: "request-999", suppressed: 998 });
  });

  it("has one line for each request that met the same bug, but says only once what it was", async () => {
    const log = written();
    for (const requestId of ["request-1", "request-2", "request-3"]) {
      log.report({ kind: "fault", requestId, error: new TypeError("bug") });
      log.report(refused(500, { requestId }));
    }
    expect(log.lines().map(({ msg }) => msg)).to.deep.equal(["fault", "request", "request", "request"]);
  });

  it("stays one line of JSON whatever callers write", () => {
    const log = written();
    const path = `/\u0000\u0085\u2028\u001b[2J"}\n{"level":"fatal`;
    log.report(request({ path, route: null, user: '\n"ann"\r' as NonNullable<RequestEvent["user"]> }));
    expect(log.text().match(/[\n\r]/g)).to.deep.equal(["\n"]);
    expect(log.lines()[0]).to.include({ path, user_id: '\n"ann"\r' });
  });

  it("cuts long paths and long errors", () => {
    const log = written();
    log.report(request({ path: `/${"a".repeat(100_000)}`, route: null }));
    log.report({ kind: "fault", requestId: null, error: new Error("b".repeat(100_000)) });
    expect(log.text().length).to.be.below(6_000);
  });

  it("takes whatever is thrown, and never throws itself", () => {
    const log = written();
    const hostile = Object.defineProperty(new Error("x"), "name", {
      get: () => {
        throw new Error("no name");
      },
    });
    const things = ["text", null, undefined, 7n, Symbol("s"), {}, Object.create(null), () => {}, hostile];
    for (const error of things) log.report({ kind: "fault", requestId: null, error });
    expect(log.lines()).to.have.length(things.length);
  });

  it("notes what happens to the process", () => {
    const log = written();
    log.report({ kind: "notice", message: "Taskward is stopping" });
    expect(log.lines()[0]).to.include({ level: "info", msg: "Taskward is stopping" });
  });
});
