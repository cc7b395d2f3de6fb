import type { IncomingMessage } from "node:http";
import { openMemoryStorage } from "@taskward/adapters-memory";
import { expect } from "chai";
import { type Caller, caller } from "../src/contracts/api.js";
import { responseHeaders } from "../src/headers.js";
import { createApp } from "../src/index.js";
import { Connection, request, withBody } from "./support/connection.js";
import { ORIGIN, portsOn, type Served, serve } from "./support/serve.js";

const TASKS = "/api/v1/tasks";

/** One request for each kind of answer there is. */
const EVERY_KIND: readonly [method: string, path: string, headers: Record<string, string>, status: number][] = [
  ["GET", TASKS, {}, 200],
  ["HEAD", TASKS, {}, 200],
  ["OPTIONS", TASKS, {}, 204],
  ["GET", "/healthz", {}, 200],
  ["GET", `${TASKS}?limit=%`, {}, 400],
  ["GET", TASKS, { Authorization: "" }, 401],
  ["GET", `${TASKS}/7`, {}, 404],
  ["GET", "/nope", {}, 404],
  ["DELETE", TASKS, {}, 405],
  ["POST", TASKS, { "Content-Type": "text/plain" }, 415],
  ["GET", `${TASKS}?limit=0`, {}, 422],
];

describe("headers of every answer", () => {
  let api: Served;
  let ann: Caller;

  before(async () => {
    api = await serve();
    ann = caller(api, "ann");
  });

  after(() => api.close());

  it("give the caller's request id back when it can do no harm, or else a new one", async () => {
    for (const id of ["abc-123", "A.b_C", "x".repeat(64)])
      for (const [method, path, headers] of EVERY_KIND) {
        const reply = await ann(method, path, { headers: { ...headers, "X-Request-Id": id } });
        expect(reply.headers.get("x-request-id")).to.equal(id);
      }
    const ids = new Set<string | null>();
    for (const id of ["", "x".repeat(65), "a b", "<script>", "a,b", "é"])
      ids.add((await ann("GET", "/nope", { headers: { "X-Request-Id": id } })).headers.get("x-request-id"));
    expect(ids).to.have.lengthOf(6);
  });

  it("allow exactly the origins of the settings, on answers of every kind", async () => {
    for (const [method, path, headers, status] of EVERY_KIND) {
      const reply = await ann(method, path, { headers: { ...headers, Origin: ORIGIN } });
      expect(reply.status, `${method} ${path}`).to.equal(status);
      expect(reply.headers.get("access-control-allow-origin")).to.equal(ORIGIN);
      const exposed = reply.headers.get("access-control-expose-headers")?.split(", ");
      expect(exposed).to.include.members(["X-Request-Id", "ETag", "Location", "Retry-After", "RateLimit"]);
    }
  });

  it("allow no other origin, however much alike", async () => {
    for (const origin of [
      "null",
      "*",
      "https://evil.example",
      ORIGIN.toUpperCase(),
      `${ORIGIN}.evil.example`,
      `${ORIGIN}:443`,
      `${ORIGIN}/`,
      ORIGIN.replace("https", "http"),
      `${ORIGIN}, ${ORIGIN}`,
    ])
      for (const [method, path, headers] of EVERY_KIND) {
        const reply = await ann(method, path, { headers: { ...headers, Origin: origin } });
        const granted = [...reply.headers.keys()].filter((name) => name.startsWith("access-control-"));
        expect(granted, origin).to.deep.equal([]);
      }
  });

  it("are refused at the start when an origin in the settings is none", () => {
    for (const origin of ["*", "null", "", "example.com", "https://*.example.com", "https://a.example/", "https://a,b"])
      expect(() => createApp(portsOn(openMemoryStorage()), { corsOrigins: [origin], trustProxy: 0 }), origin).to.throw(
        TypeError,
        origin,
      );
  });

  it("answer preflights without a token, without the storage, on any path", async () => {
    const away = await serve({
      ...portsOn(openMemoryStorage()),
      authenticate: () => Promise.reject(new Error("asked")),
    });
    const nobody = caller(away, null);
    const asking = { "Access-Control-Request-Method": "PUT" };
    for (const path of [`${TASKS}/7`, "/nope"]) {
      const { status, headers } = await nobody("OPTIONS", path, { headers: { Origin: ORIGIN, ...asking } });
      expect(status).to.equal(204);
      expect(headers.get("access-control-allow-origin")).to.equal(ORIGIN);
      expect(headers.get("access-control-allow-methods")).to.contain("PUT").and.to.contain("PATCH");
      expect(headers.get("access-control-allow-headers")).to.contain("Authorization").and.to.contain("If-Match");
      expect(headers.get("access-control-max-age")).to.match(/^\d+$/);
    }
    const named = { "Access-Control-Request-Headers": "authorization,traceparent" };
    const { headers } = await nobody("OPTIONS", TASKS, { headers: { Origin: ORIGIN, ...asking, ...named } });
    expect(headers.get("access-control-allow-headers")).to.equal("authorization,traceparent");
    const stranger = await nobody("OPTIONS", TASKS, { headers: { Origin: "https://evil.example", ...asking } });
    expect(stranger.status).to.equal(204);
    expect([...stranger.headers.keys()].join()).not.to.contain("access-control");
    await away.close();
  });

  it("ask for TLS from then on when the request came by TLS, also to a trusted proxy", () => {
    const secure = (proxies: number, headers: Record<string, string>, socket: object = {}): boolean =>
      "Strict-Transport-Security" in responseHeaders([], proxies)({ headers, socket } as IncomingMessage, "id");
    expect(secure(1, { "x-forwarded-proto": "https" })).to.equal(true);
    expect(secure(1, { "x-forwarded-proto": "https, http" })).to.equal(false);
    expect(secure(2, { "x-forwarded-proto": "https, http" })).to.equal(true);
    expect(secure(1, { "x-forwarded-proto": "http" })).to.equal(false);
    expect(secure(1, {})).to.equal(false);
    expect(secure(0, { "x-forwarded-proto": "https" })).to.equal(false);
    expect(secure(0, {}, { encrypted: true })).to.equal(true);
  });

  it("are the same to HEAD as to GET", async () => {
    await ann("POST", TASKS, { json: { title: "Buy milk" } });
    for (const path of [TASKS, `${TASKS}/1`, `${TASKS}/7`, "/healthz", "/api/v1/me", "/nope"]) {
      const [get, head] = [await ann("GET", path), await ann("HEAD", path)];
      expect(head.status).to.equal(get.status);
      for (const name of ["content-type", "content-length", "etag", "vary"])
        expect(head.headers.get(name), `${name} of ${path}`).to.equal(get.headers.get(name));
    }
  });

  it("say JSON whatever the caller would accept", async () => {
    for (const Accept of ["text/html", "*/*", "application/xml", "", "nonsense"])
      expect((await ann("GET", TASKS, { headers: { Accept } })).status).to.equal(200);
  });

  it("are on what Node itself refuses, too", async () => {
    const connection = await Connection.to(api.port);
    const { status, headers } = await connection.send("nonsense\r\n\r\n").next();
    expect([status, headers.has("date"), headers.get("connection")]).to.deep.equal([400, true, "close"]);
  });
});

describe("paths and methods", () => {
  let api: Served;
  let ann: Caller;

  before(async () => {
    api = await serve();
    ann = caller(api, "ann");
    await ann("POST", TASKS, { json: { title: "Buy milk" } });
  });

  after(() => api.close());

  it("are told apart by case and by every slash", async () => {
    for (const path of [
      "/API/V1/TASKS",
      "/api/v1/Tasks",
      `${TASKS}/`,
      `${TASKS}/1/`,
      "/api/v1//tasks",
      "//api/v1/tasks",
      "/api/v1/t%61sks",
      `${TASKS}/1/complete/`,
      "/api/v2/tasks",
      "/api/v1",
      "/",
      "/healthz/",
      "/api/v1/healthz",
    ])
      for (const method of ["GET", "POST", "PATCH"])
        expect((await ann(method, path)).status, `${method} ${path}`).to.equal(404);
  });

  it("answer a method that a path has not with those it has", async () => {
    for (const [path, allowed, methods] of [
      [TASKS, "GET, HEAD, OPTIONS, POST", ["PUT", "PATCH", "DELETE"]],
      [`${TASKS}/1`, "DELETE, GET, HEAD, OPTIONS, PATCH, PUT", ["POST", "PROPFIND"]],
      [`${TASKS}/abc`, "DELETE, GET, HEAD, OPTIONS, PATCH, PUT", ["POST"]],
      ["/api/tasks/1/complete", "OPTIONS, PATCH", ["GET", "POST", "PUT", "HEAD"]],
      ["/api/v1/me", "GET, HEAD, OPTIONS", ["DELETE"]],
      ["/healthz", "GET, HEAD, OPTIONS", ["POST"]],
    ] as const)
      for (const method of methods) {
        const { status, headers } = await ann(method, path);
        expect([status, headers.get("allow")], `${method} ${path}`).to.deep.equal([405, allowed]);
        expect((await ann("OPTIONS", path)).headers.get("allow")).to.equal(allowed);
      }
    expect((await ann("OPTIONS", "/nope")).status).to.equal(404);
  });

  it("answer OPTIONS for the whole server", async () => {
    const connection = await Connection.to(api.port);
    const { status, headers } = await connection.send(request("OPTIONS *")).next();
    expect([status, headers.get("allow")]).to.deep.equal([204, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"]);
    connection.destroy();
  });

  it("are not changed by headers or by the query", async () => {
    const headers = { "X-HTTP-Method-Override": "DELETE", "X-HTTP-Method": "DELETE", "X-Method-Override": "DELETE" };
    const { status } = await ann("GET", `${TASKS}/1?_method=DELETE&cachebuster`, { headers });
    expect(status).to.equal(200);
    expect((await ann("GET", `${TASKS}/1`)).status).to.equal(200);
  });

  it("refuse a query that is not percent-encoded UTF-8", async () => {
    for (const query of ["q=%", "q=%zz", "q=%ff", "q=%c0%af", "q=%ed%a0%80", "%ff=1", "limit=1&q=%e2%82"])
      expect((await ann("GET", `${TASKS}?${query}`)).status, query).to.equal(400);
    for (const query of ["", "&", "&&limit=1&"])
      expect((await ann("GET", `${TASKS}?${query}`)).status, query).to.equal(200);
  });

  it("lead to the same place under /api and /api/v1, without local accounts where there are none", async () => {
    for (const prefix of ["/api", "/api/v1"]) {
      expect((await ann("GET", `${prefix}/me`)).status).to.equal(200);
      for (const path of ["/auth/signup", "/auth/signin"])
        expect((await ann("POST", prefix + path, { json: {} })).status).to.equal(404);
    }
  });

  it("accept a body sent with the largest headers", async () => {
    const connection = await Connection.to(api.port);
    const text = withBody(`POST ${TASKS}`, '{"title":"a"}', { "X-Long": "x".repeat(15_000) });
    expect((await connection.send(text).next()).status).to.equal(201);
    connection.destroy();
  });
});
