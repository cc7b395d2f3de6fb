import { once } from "node:events";
import { openMemoryStorage } from "@taskward/adapters-memory";
import { expect } from "chai";
import { caller } from "../src/contracts/api.js";
import { Connection, request, withBody } from "./support/connection.js";
import { moment } from "./support/moment.js";
import { portsOn, type Served, serve } from "./support/serve.js";

const TASKS = "/api/v1/tasks";
const TASK = '{"title":"Buy milk"}';
const JSON_TYPE = { "Content-Type": "application/json" };
const CHUNKED = { ...JSON_TYPE, "Transfer-Encoding": "chunked" };
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

describe("framing", () => {
  let api: Served;
  let connection: Connection;
  let tasksBefore: number | undefined;

  const count = async (): Promise<number | undefined> =>
    (await caller(api, "ann")("GET", `${TASKS}?count=true`)).body.meta.total;

  before(async () => {
    api = await serve();
  });

  beforeEach(async () => {
    tasksBefore = await count();
    connection = await Connection.to(api.port);
  });

  afterEach(() => connection.destroy());

  after(() => api.close());

  for (const [fault, text] of [
    ["a length and chunks", request(`POST ${TASKS}`, { ...CHUNKED, "Content-Length": 5 }, "0\r\n\r\n")],
    ["chunks and a length", request(`POST ${TASKS}`, { "Content-Length": 5, ...CHUNKED }, "0\r\n\r\n")],
    ["two lengths", withBody(`POST ${TASKS}`, TASK, { "content-length": 3 })],
    ["twice the same length", withBody(`POST ${TASKS}`, TASK, { "content-length": TASK.length })],
    ["a length that is no number", withBody(`POST ${TASKS}`, TASK, { "Content-Length": "+20" })],
    ["two transfer encodings", request(`POST ${TASKS}`, { ...CHUNKED, "transfer-encoding": "identity" })],
    ["a space before a colon", request(`GET ${TASKS}`, { "X-Odd ": 1 })],
    ["a header without a name", request(`GET ${TASKS}`, { "": 1 })],
    ["lines ended by line feeds alone", request(`GET ${TASKS}`).replaceAll("\r", "")],
    ["an unknown method", request(`MILK ${TASKS}`)],
    ["bytes that are no text in the target", request(`GET ${TASKS}?q=\xff`)],
    ["another protocol", "\x16\x03\x01\x02\x00\x01\r\n\r\n"],
    ["no Host", `GET ${TASKS} HTTP/1.1\r\nAuthorization: Bearer ann\r\n\r\n`],
    ["two Hosts", request(`GET ${TASKS}`, { host: "evil" })],
    ["a Host with a user in it", request(`GET ${TASKS}`, { Host: "a@b" })],
    ["a Host with a path in it", request(`GET ${TASKS}`, { Host: "a/b" })],
    ["a fragment in the target", request(`GET ${TASKS}#x`)],
  ])
    it(`answers 400 to ${fault}, and stores nothing`, async () => {
      const { status, body } = await connection.send(text ?? "").next();
      expect(status).to.equal(400);
      expect(body.error.code).to.equal("BAD_REQUEST");
      expect(await count()).to.equal(tasksBefore);
    });

  it("reflects no Host", async () => {
    const { status, headers } = await connection.send(withBody(`POST ${TASKS}`, TASK, { Host: "evil.example" })).next();
    expect(status).to.equal(201);
    expect([...headers].join()).not.to.contain("evil");
  });

  it("takes a target in absolute form for its path", async () => {
    for (const [target, expected] of [
      [`http://evil.example${TASKS}`, 201],
      [`HTTP://u%zz@evil.example${TASKS}`, 201],
      ["http://evil.example", 404],
    ] as const) {
      const { status, headers } = await connection.send(withBody(`POST ${target}`, TASK)).next();
      expect(status, target).to.equal(expected);
      if (status === 201) expect(headers.get("location")).to.match(/^\/api\/v1\/tasks\/\d$/);
    }
  });

  it("answers 431 to headers that are too large", async () => {
    const { status } = await connection.send(request(`GET ${TASKS}`, { "X-Long": "x".repeat(20_000) })).next();
    expect(status).to.equal(431);
    await connection.closed();
  });

  it("answers CONNECT with 405", async () => {
    const { status, headers } = await connection.send(request("CONNECT example.com:443")).next();
    expect([status, headers.get("allow")]).to.deep.equal([405, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]);
    await connection.closed();
  });

  it("ignores a wish to upgrade", async () => {
    const text = request(`GET ${TASKS}`, { Connection: "Upgrade", Upgrade: "websocket" });
    expect((await connection.send(text).next()).status).to.equal(200);
  });

  it("answers requests that come together in their order", async () => {
    connection.send(withBody(`POST ${TASKS}`, TASK) + request(`HEAD ${TASKS}`) + request("GET /nope"));
    expect((await connection.next()).status).to.equal(201);
    expect((await connection.next("HEAD")).status).to.equal(200);
    expect((await connection.next()).status).to.equal(404);
  });

  for (const [what, text, expected] of [
    ["what is no request", "nonsense\r\n\r\n", 400],
    ["chunks that are broken", request(`POST ${TASKS}`, CHUNKED, `${chunk(TASK)}zz\r\n`), 400],
    ["headers that are too large", request(`GET ${TASKS}`, { "X-Long": "x".repeat(20_000) }), 431],
    ["CONNECT", request("CONNECT example.com:443"), 405],
  ] as const)
    it(`answers the whole requests that came before it refuses ${what} after them`, async () => {
      connection.send(withBody(`POST ${TASKS}`, TASK) + request(`GET ${TASKS}`) + text);
      expect((await connection.next()).status).to.equal(201);
      expect((await connection.next()).status).to.equal(200);
      expect((await connection.next()).status).to.equal(expected);
      await connection.closed();
    });

  it("ignores the body of a request that has no use for one, and stays in step", async () => {
    const inner = request("DELETE /api/v1/tasks/999999");
    for (const [method, expected] of [
      ["GET", 200],
      ["HEAD", 200],
      ["OPTIONS", 204],
    ] as const) {
      connection.send(withBody(`${method} ${TASKS}`, inner) + request("GET /healthz"));
      expect((await connection.next(method)).status, method).to.equal(expected);
      expect((await connection.next()).body.message, method).to.equal("Alive");
      connection.send(request(`${method} ${TASKS}`, CHUNKED, `${chunk(inner)}0\r\n\r\n`) + request("GET /healthz"));
      expect((await connection.next(method)).status, method).to.equal(expected);
      expect((await connection.next()).body.message, method).to.equal("Alive");
    }
    connection.send(withBody(`DELETE ${TASKS}/999999`, "not JSON") + request("GET /healthz"));
    expect((await connection.next()).status).to.equal(404);
    expect((await connection.next()).body.message).to.equal("Alive");
  });

  it("stays in step after refusing a request whose body it did not read", async () => {
    for (const [line, headers, expected] of [
      [`POST ${TASKS}`, { Authorization: "Bearer bad" }, 401],
      [`POST ${TASKS}`, { "Content-Type": "text/plain" }, 415],
      ["POST /nope", {}, 404],
      [`PUT ${TASKS}`, {}, 405],
    ] as const) {
      connection.send(withBody(line, TASK.padEnd(50_000), headers));
      expect((await connection.next()).status).to.equal(expected);
      expect((await connection.send(request("GET /healthz")).next()).status).to.equal(200);
    }
  });

  it("reads a body in chunks of one byte", async () => {
    connection.send(request(`POST ${TASKS}`, CHUNKED));
    for (const byte of TASK) connection.send(chunk(byte));
    expect((await connection.send("0\r\n\r\n").next()).status).to.equal(201);
  });

  it("takes a body in chunks that has none for no body, where there need not be one", async () => {
    const { id } = (await caller(api, "ann")("POST", TASKS, { json: { title: "a" } })).body.data;
    const path = `${TASKS}/${id}/complete`;
    for (const headers of [CHUNKED, { "Transfer-Encoding": "Chunked" }]) {
      const before = (await caller(api, "ann")("GET", `${TASKS}/${id}`)).body.data["completed"];
      const { status, body } = await connection.send(request(`PATCH ${path}`, headers, "0\r\n\r\n")).next();
      expect([status, body.data["completed"]]).to.deep.equal([200, !before]);
    }
    const said = `${chunk('{"completed":true}')}0\r\n\r\n`;
    expect((await connection.send(request(`PATCH ${path}`, CHUNKED, said)).next()).status).to.equal(200);
    const blank = request(`PATCH ${path}`, CHUNKED, `${chunk(" ")}0\r\n\r\n`);
    expect((await connection.send(blank).next()).status).to.equal(400);
    const coded = { "Transfer-Encoding": "gzip, chunked" };
    expect((await connection.send(request(`PATCH ${path}`, coded, "0\r\n\r\n")).next()).status).to.equal(415);
    expect((await connection.send(request(`POST ${TASKS}`, CHUNKED, "0\r\n\r\n")).next()).status).to.equal(400);
    tasksBefore = await count();
  });

  it("refuses chunks that are broken, and stores nothing", async () => {
    connection.send(request(`POST ${TASKS}`, CHUNKED, `${chunk(TASK)}zz\r\n`));
    expect((await connection.next()).status).to.equal(400);
    await connection.closed();
    expect(await count()).to.equal(tasksBefore);
  });

  it("refuses bodies in another coding", async () => {
    const text = request(`POST ${TASKS}`, { ...JSON_TYPE, "Transfer-Encoding": "gzip, chunked" }, "0\r\n\r\n");
    expect((await connection.send(text).next()).status).to.equal(415);
  });

  it("asks for a body only when it wants it", async () => {
    const headers = { Expect: "100-continue", "Content-Length": TASK.length };
    connection.send(request(`POST ${TASKS}`, { ...JSON_TYPE, ...headers }));
    expect((await connection.next()).status).to.equal(100);
    expect((await connection.send(TASK).next()).status).to.equal(201);
  });

  for (const [refusal, headers, expected] of [
    ["a bad token", { ...JSON_TYPE, Authorization: "Bearer bad" }, 401],
    ["a wrong media type", { "Content-Type": "text/plain" }, 415],
    ["too long a body", { ...JSON_TYPE, "Content-Length": 2 ** 30 }, 413],
    ["an expectation it does not know", { ...JSON_TYPE, Expect: "a miracle" }, 417],
  ] as const)
    it(`refuses ${refusal} before the body is sent, and closes the connection`, async () => {
      const expecting = { Expect: "100-continue", "Content-Length": 2 ** 30, ...headers };
      const { status, headers: sent } = await connection.send(request(`POST ${TASKS}`, expecting)).next();
      expect([status, sent.get("connection")]).to.deep.equal([expected, "close"]);
      await connection.closed();
    });

  it("closes the connection when it ignores a body that it was to ask for", async () => {
    const text = request("GET /healthz", { Expect: "100-continue", "Content-Length": 5 });
    expect((await connection.send(text).next()).status).to.equal(200);
    await connection.closed();
  });

  it("survives clients that go away in the middle", async () => {
    const whole = withBody(`POST ${TASKS}`, TASK);
    for (let length = 1; length < whole.length; length += 7) {
      const client = await Connection.to(api.port);
      client.send(whole.slice(0, length)).destroy();
    }
    expect((await connection.send(whole.slice(0, -1)).end().next()).status).to.equal(400);
    await connection.closed();
    expect(await count()).to.equal(tasksBefore);
    expect(api.events.filter(({ kind }) => kind === "fault")).to.deep.equal([]);
  });

  it("is done with a request whose client went away before its body was asked for", async () => {
    const [arrived, gone, finished] = [moment(), moment(), moment()];
    const { authenticate } = portsOn(openMemoryStorage());
    const slowly: typeof authenticate = async (token) => {
      arrived.come();
      await gone.hasCome;
      return authenticate(token);
    };
    const slow = await serve({ authenticate: slowly }, { report: finished.come });
    let closed: Promise<unknown> | undefined;
    slow.app.middleware.unshift(({ req }, next) => {
      closed = once(req, "close");
      return next();
    });
    const client = await Connection.to(slow.port);
    client.send(withBody(`POST ${TASKS}`, TASK).slice(0, -1));
    await arrived.hasCome;
    client.destroy();
    await closed;
    gone.come();
    await finished.hasCome;
    await slow.close();
  });
});
