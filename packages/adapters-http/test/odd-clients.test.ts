import { openMemoryStorage } from "@taskward/adapters-memory";
import { expect } from "chai";
import { caller } from "../src/contracts/api.js";
import { Connection, request, withBody } from "./support/connection.js";
import { heldLists } from "./support/held-lists.js";
import { ORIGIN, portsOn, serve } from "./support/serve.js";

const TASKS = "/api/v1/tasks";

describe("odd clients", () => {
  it("are answered when they have closed their half, and then the connection is closed", async () => {
    const { listTasks, asked, release } = heldLists(portsOn(openMemoryStorage()));
    const api = await serve({ listTasks });
    const connection = (await Connection.to(api.port)).send(request(`GET ${TASKS}`)).end();
    await asked.hasCome;
    // What comes on another connection now has come after the end.
    await (await Connection.to(api.port)).send(request("GET /healthz")).next();
    release.come();
    expect((await connection.next()).status).to.equal(200);
    await connection.closed();
    await api.close();
  });

  it("have every header count, however many there are", async () => {
    const api = await serve();
    const { data } = (await caller(api, "ann")("POST", TASKS, { json: { title: "Buy milk" } })).body;
    const change = withBody(`PUT ${TASKS}/${data["id"]}`, '{"title":"Buy oat milk"}', { "If-Match": '"99"' });
    const [line, ...rest] = change.split("\r\n");
    const connection = (await Connection.to(api.port)).send([line, ...Array(2_100).fill("a:"), ...rest].join("\r\n"));
    expect((await connection.next()).status).to.equal(412);
    connection.destroy();
    await api.close();
  });

  const CUT = '{"title":"Buy mi';
  const LENGTH = { "Content-Type": "application/json", "Content-Length": CUT.length + 1 };
  for (const [name, headers] of Object.entries({
    "": LENGTH,
    ", though they asked for another protocol": { ...LENGTH, Connection: "Upgrade", Upgrade: "h2c" },
  }))
    it(`are told at once when they close their half in the middle of a body${name}`, async () => {
      const api = await serve();
      const connection = (await Connection.to(api.port)).send(request(`POST ${TASKS}`, headers, CUT)).end();
      const reply = await connection.next();
      expect([reply.status, reply.body.error.code]).to.deep.equal([400, "BAD_REQUEST"]);
      await connection.closed();
      expect((await caller(api, "ann")("GET", TASKS)).body.data).to.deep.equal([]);
      await api.close();
    });

  it("get their own request id, and may read the answer, when their body is broken", async () => {
    const api = await serve();
    const headers = { "X-Request-Id": "mine", Origin: ORIGIN, "Transfer-Encoding": "chunked" };
    const connection = (await Connection.to(api.port)).send(request(`POST ${TASKS}`, headers, "zz\r\n"));
    const reply = await connection.next();
    expect(reply.status).to.equal(400);
    expect(reply.body.error.request_id).to.equal("mine");
    expect(reply.headers.get("x-request-id")).to.equal("mine");
    expect(reply.headers.get("access-control-allow-origin")).to.equal(ORIGIN);
    await connection.closed();
    await api.close();
  });
});
