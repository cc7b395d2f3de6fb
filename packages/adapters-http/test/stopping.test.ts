import { setImmediate as turn } from "node:timers/promises";
import { openMemoryStorage } from "@taskward/adapters-memory";
import { expect } from "chai";
import { caller } from "../src/contracts/api.js";
import { startServer } from "../src/index.js";
import { readiness } from "../src/readiness.js";
import { Connection, request } from "./support/connection.js";
import { heldLists } from "./support/held-lists.js";
import { type Moment, moment } from "./support/moment.js";
import { portsOn, type Served, serve } from "./support/serve.js";

const TASKS = "GET /api/v1/tasks";

/** An API whose lists are answered only when the test says so. */
const held = async (): Promise<{ api: Served; asked: Moment; release: Moment }> => {
  const { listTasks, asked, release } = heldLists(portsOn(openMemoryStorage()));
  return { api: await serve({ listTasks }), asked, release };
};

describe("stopping", () => {
  it("answers what is under way, as the last answer on its connection, and takes no new connection", async () => {
    const { api, asked, release } = await held();
    const [busy, idle] = [await Connection.to(api.port), await Connection.to(api.port)];
    expect((await idle.send(request("GET /readyz")).next()).status).to.equal(200);
    busy.send(request(TASKS));
    await asked.hasCome;
    const stopped = api.stop(10);
    expect((await idle.send(request("GET /readyz")).next()).status).to.equal(503);
    await idle.closed();
    expect(await Connection.to(api.port).catch(() => "refused")).to.equal("refused");
    release.come();
    const { status, headers } = await busy.next();
    expect([status, headers.get("connection")]).to.deep.equal([200, "close"]);
    await busy.closed();
    expect(await stopped).to.equal(true);
  });

  it("answers requests that were on their way when it began", async () => {
    const { api, release } = await held();
    release.come();
    const connection = await Connection.to(api.port);
    await connection.send(request(TASKS)).next();
    const stopped = api.stop(10);
    const { status, headers } = await connection.send(request(TASKS)).next();
    expect([status, headers.get("connection")]).to.deep.equal([200, "close"]);
    expect(await stopped).to.equal(true);
  });

  it("closes connections that nobody uses", async () => {
    const api = await serve();
    const connections = [await Connection.to(api.port), await Connection.to(api.port)];
    await connections[0]?.send(request("GET /healthz")).next();
    expect(await api.stop(10)).to.equal(true);
    await Promise.all(connections.map((connection) => connection.closed()));
  });

  it("answers 503 to what it cannot wait for any longer", async () => {
    const { api, asked, release } = await held();
    const connection = await Connection.to(api.port);
    connection.send(request(TASKS));
    await asked.hasCome;
    const stopped = api.stop(0);
    expect((await connection.next()).status).to.equal(503);
    expect(await stopped).to.equal(false);
    release.come();
    while (!api.events.some((event) => event.kind === "request" && event.status === 503)) await turn();
    expect(api.events.filter(({ kind }) => kind === "fault")).to.deep.equal([]);
  });

  it("changes nothing for the other servers of the same API, and for those that are started later", async () => {
    const { api, asked, release } = await held();
    const other = await startServer(api.app, { host: "127.0.0.1", port: 0 });
    const [idle, busy] = [await Connection.to(api.port), await Connection.to(other.address.port)];
    busy.send(request(TASKS));
    await asked.hasCome;
    await api.stop(0);
    await idle.closed();
    release.come();
    for (const { status, headers } of [await busy.next(), await busy.send(request("GET /readyz")).next()])
      expect([status, headers.get("connection")]).to.deep.equal([200, "keep-alive"]);
    const later = await startServer(api.app, { host: "127.0.0.1", port: 0 });
    expect((await fetch(`${later.url}/readyz`)).status).to.equal(200);
    await Promise.all([other.close(), later.close()]);
  });

  it("may be asked for twice", async () => {
    const api = await serve();
    expect(await Promise.all([api.stop(1), api.stop(1)])).to.deep.equal([true, true]);
  });
});

describe("health", () => {
  it("is alive whatever becomes of the storage, and ready only when that is", async () => {
    let down = true;
    const api = await serve({ ready: () => (down ? Promise.reject(new Error("down")) : Promise.resolve()) });
    const nobody = caller(api, null);
    const { status: first, text } = await nobody("GET", "/readyz");
    expect([first, text.includes("down")]).to.deep.equal([503, false]);
    expect(api.events.at(-1)).to.have.nested.property("cause.message", "down");
    expect((await nobody("GET", "/healthz")).status).to.equal(200);
    down = false;
    let status = 503;
    while (status === 503) status = (await nobody("GET", "/readyz")).status;
    expect(status).to.equal(200);
    await api.close();
  });

  it("is asked of the storage once for all who want to know meanwhile, and then remembered", async () => {
    let asked = 0;
    const down = moment();
    const checkReady = readiness(async () => {
      asked++;
      await down.hasCome;
      throw new Error("down");
    });
    const outcome = (): Promise<unknown> => checkReady().catch((error: unknown) => error);
    const answers = Array.from({ length: 20 }, outcome);
    down.come();
    const [error, ...others] = new Set(await Promise.all([...answers, outcome()]));
    expect(error).to.include({ code: "unavailable" });
    expect(others).to.deep.equal([]);
    expect(asked).to.equal(1);
  });
});
