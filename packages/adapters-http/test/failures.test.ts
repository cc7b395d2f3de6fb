import type { RequestEvent } from "@taskward/application";
import { DomainError, type ErrorCode } from "@taskward/domain";
import { expect } from "chai";
import { caller } from "../src/contracts/api.js";
import { type HttpPorts, startServer } from "../src/index.js";
import { type Served, serve } from "./support/serve.js";

const TASKS = "/api/v1/tasks";

describe("failures", () => {
  let api: Served;
  let error: unknown;

  before(async () => {
    const fail = (): Promise<never> => Promise.reject(error as Error);
    api = await serve({ listTasks: fail, getTask: fail } satisfies Partial<HttpPorts>);
  });

  after(() => api.close());

  const statuses: Record<ErrorCode, number> = {
    invalid: 422,
    unauthenticated: 401,
    forbidden: 403,
    not_found: 404,
    conflict: 409,
    stale: 412,
    rate_limited: 429,
    unavailable: 503,
  };

  it("have the status of their code", async () => {
    // No operation is described as one that answers all of them.
    const { check: _, ...unchecked } = api;
    for (const [code, status] of Object.entries(statuses)) {
      error = new DomainError(code as ErrorCode, "because");
      expect((await caller(unchecked, "ann")("GET", TASKS)).status, code).to.equal(status);
    }
  });

  it("say when to try again, in whole seconds and at least one", async () => {
    for (const [retryAfter, expected] of [
      [0, "1"],
      [0.2, "1"],
      [59.1, "60"],
    ] as const) {
      error = new DomainError("unavailable", "because", { retryAfter });
      expect((await caller(api, "ann")("GET", TASKS)).headers.get("retry-after")).to.equal(expected);
    }
  });

  it("tell the caller nothing of a bug, and the log everything under the same request id", async () => {
    for (const bug of [new Error("select * from tasks"), new TypeError("at foo.js:1:1"), "text", null, undefined]) {
      error = bug;
      const { status, text, body } = await caller(api, "ann")("GET", `${TASKS}/1?secret=canary`);
      expect(status).to.equal(500);
      expect(text).not.to.match(/select|foo|text/);
      const [fault, request] = api.events.slice(-2);
      expect(fault).to.deep.equal({ kind: "fault", requestId: body.error.request_id, error: bug });
      expect(request).to.include({ kind: "request", requestId: body.error.request_id, status: 500 });
    }
    expect(JSON.stringify(api.events)).not.to.contain("canary");
  });

  it("are told to the log with route, status, user and reason", async () => {
    error = new DomainError("not_found", "Task not found");
    await caller(api, "ann")("GET", `${TASKS}/12?q=canary`);
    const { requestId, milliseconds, ...event } = api.events.at(-1) as RequestEvent;
    expect(requestId).to.be.a("string");
    expect(milliseconds).to.be.a("number").that.is.at.least(0);
    expect(event).to.deep.equal({
      kind: "request",
      method: "GET",
      path: `${TASKS}/12`,
      route: "/api/v1/tasks/:id",
      purpose: "task",
      status: 404,
      refused: "NOT_FOUND",
      cause: null,
      user: "ann",
      address: "127.0.0.1",
    });
  });

  it("of listening say what is wrong", async () => {
    const failed = await startServer(api.app, { host: "127.0.0.1", port: api.port }).catch((reason: unknown) => reason);
    expect(failed).to.include({ code: "unavailable" });
    expect(String(failed)).to.contain(`Cannot listen on 127.0.0.1 port ${api.port}: the port is in use already`);
  });
});

describe("the limit of requests", () => {
  it("lets a user make so many, and says how many are left and when there are more", async () => {
    const left = new Map([["ann", 2]]);
    const take = async (user: string) => {
      const remaining = (left.get(user) ?? 5) - 1;
      left.set(user, Math.max(0, remaining));
      return { allowed: remaining >= 0, limit: 5, remaining: Math.max(0, remaining), resetSeconds: 30 };
    };
    const api = await serve({ requestLimit: { take } });
    const ann = caller(api, "ann");
    const replies = [await ann("GET", TASKS), await ann("POST", "/api/tasks", { json: {} }), await ann("GET", TASKS)];
    expect(replies.map(({ status }) => status)).to.deep.equal([200, 422, 429]);
    expect(replies.map(({ headers }) => headers.get("ratelimit"))).to.deep.equal([
      '"tasks";r=1;t=30',
      '"tasks";r=0;t=30',
      '"tasks";r=0;t=30',
    ]);
    expect(replies[2]?.headers.get("ratelimit-policy")).to.equal('"tasks";q=5;w=60');
    expect(replies[2]?.headers.get("retry-after")).to.equal("30");
    expect((await ann("GET", "/api/v1/me")).status).to.equal(200);
    expect((await caller(api, "bob")("GET", TASKS)).status).to.equal(200);
    await api.close();
  });
});
