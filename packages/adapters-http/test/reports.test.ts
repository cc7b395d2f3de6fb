import type { RequestEvent } from "@taskward/application";
import { DomainError, type User } from "@taskward/domain";
import { expect } from "chai";
import { caller } from "../src/contracts/api.js";
import { Connection } from "./support/connection.js";
import { clock, type Served, serve } from "./support/serve.js";

const CREDENTIALS = { email: "ann@example.com", password: "correct horse" };

const ANN = { id: "ann", email: "ann@example.com", name: null, createdAt: clock.now(), disabledAt: null } as User;
const session = { user: ANN, token: "canary", expiresAt: clock.now() };

const outOf = (api: Served): RequestEvent => api.events.at(-1) as RequestEvent;

describe("what is reported of a request", () => {
  let api: Served;
  let trouble: DomainError | null = null;

  before(async () => {
    const answer = async () => {
      if (trouble) throw trouble;
      return session;
    };
    api = await serve({
      accounts: { signIn: answer, signUp: answer, policy: { min: 8, max: 128, isCommon: () => false } },
      metrics: async () => ({ contentType: "text/plain; version=0.0.4", text: "up 1\n" }),
    });
  });
  beforeEach(() => {
    trouble = null;
  });
  after(() => api.close());

  it("says who signed in or up", async () => {
    for (const [path, purpose] of [
      ["signin", "sign_in"],
      ["signup", "sign_up"],
    ]) {
      await caller(api, null)("POST", `/api/v1/auth/${path}`, { json: CREDENTIALS });
      expect(outOf(api)).to.include({ purpose, user: "ann", refused: null });
    }
  });

  it("says that somebody tried to sign in, and not as whom", async () => {
    for (const code of ["unauthenticated", "forbidden", "rate_limited"] as const) {
      trouble = new DomainError(code, "no");
      await caller(api, null)("POST", "/api/auth/signin", { json: CREDENTIALS });
      expect(outOf(api)).to.include({ purpose: "sign_in", user: null });
    }
    await caller(api, null)("POST", "/api/auth/signin", { json: { ...CREDENTIALS, extra: "canary" } });
    expect(outOf(api)).to.include({ purpose: "sign_in", status: 422 });
  });

  it("says that it was about one task, or only looked after the service", async () => {
    const ann = caller(api, "ann");
    const purposes = [];
    for (const path of ["/api/v1/tasks/1", "/api/v1/tasks/x", "/api/v1/tasks", "/healthz", "/readyz", "/nowhere"]) {
      await ann("GET", path);
      purposes.push(outOf(api).purpose);
    }
    expect(purposes).to.deep.equal(["task", "task", null, "probe", "probe", null]);
  });

  it("says what kept it from being served, which the caller is not told", async () => {
    const cause = new Error("connect ECONNREFUSED 192.0.2.1:5432");
    for (const [error, told] of [
      [new DomainError("unavailable", "away", { cause }), cause],
      [new DomainError("unavailable", "busy"), null],
    ] as const) {
      trouble = error;
      const { text } = await caller(api, null)("POST", "/api/auth/signin", { json: CREDENTIALS });
      expect(outOf(api).cause).to.equal(told ?? error);
      expect(text).not.to.match(/ECONN|away|busy/);
    }
    trouble = new DomainError("conflict", "taken", { cause });
    await caller(api, null)("POST", "/api/auth/signup", { json: CREDENTIALS });
    expect(outOf(api).cause).to.equal(null);
  });

  it("says that it could not be read", async () => {
    const connection = await Connection.to(api.port);
    const { headers } = await connection.send("canary HTTP/1.1\r\n\r\n").next();
    expect(outOf(api)).to.include({ requestId: headers.get("x-request-id"), method: "-", path: "", status: 400 });
    expect(outOf(api)).to.include({ refused: "BAD_REQUEST", address: "127.0.0.1" });
    connection.destroy();
  });

  it("holds nothing that was sent with it", async () => {
    const headers = { Cookie: "session=canary", "X-Api-Key": "canary", Authorization: "Bearer canary bad" };
    await caller(api, null)("POST", "/api/v1/tasks?token=canary", { headers, json: { title: "canary" } });
    await caller(api, null)("POST", "/api/auth/signin?token=canary", {
      headers,
      json: { email: "canary", password: "canary" },
    });
    expect(JSON.stringify(api.events)).not.to.contain("canary");
  });
});

describe("the metrics", () => {
  it("are text at the root that needs no token, with the headers that every answer has", async () => {
    const metrics = async () => ({ contentType: "text/plain; version=0.0.4; charset=utf-8", text: "up 1\n" });
    const api = await serve({ metrics });
    const response = await fetch(`${api.url}/metrics`);
    expect([response.status, await response.text()]).to.deep.equal([200, "up 1\n"]);
    expect(response.headers.get("content-type")).to.equal("text/plain; version=0.0.4; charset=utf-8");
    expect(response.headers.get("x-content-type-options")).to.equal("nosniff");
    expect(response.headers.get("content-security-policy")).to.contain("default-src 'none'");
    expect(outOf(api)).to.include({ purpose: "probe", route: "/metrics" });
    const caught = await caller(api, null)("POST", "/metrics");
    expect([caught.status, caught.headers.get("allow")]).to.deep.equal([405, "GET, HEAD, OPTIONS"]);
    await api.close();
  });

  it("are not there where nobody counts", async () => {
    const api = await serve();
    expect((await caller(api, null)("GET", "/metrics")).status).to.equal(404);
    await api.close();
  });
});
