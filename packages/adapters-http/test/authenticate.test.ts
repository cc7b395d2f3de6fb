import { openMemoryStorage } from "@taskward/adapters-memory";
import { accountDisabled, DomainError, NEWEST_FIRST, unauthenticated, userId } from "@taskward/domain";
import { expect } from "chai";
import { caller, withoutId } from "../src/contracts/api.js";
import type { HttpPorts } from "../src/index.js";
import { Connection, request, withBody } from "./support/connection.js";
import { clock, portsOn, type Served, serve } from "./support/serve.js";

const TASKS = "/api/v1/tasks";

describe("authentication", () => {
  let api: Served;

  before(async () => {
    api = await serve();
  });

  after(() => api.close());

  const get = async (authorization?: string): Promise<[status: number, challenge: string | null, text: string]> => {
    const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
    const reply = await caller(api, null)("GET", TASKS, { headers });
    return [reply.status, reply.headers.get("www-authenticate"), reply.status === 401 ? withoutId(reply) : ""];
  };

  it("takes a bearer token, the name of the scheme in any case", async () => {
    for (const scheme of ["Bearer", "bearer", "BEARER", "Bearer   "])
      expect((await get(`${scheme} ann`))[0]).to.equal(200);
  });

  it("says that a token is needed, and no more, to who sent none", async () => {
    for (const authorization of [
      undefined,
      "",
      "Basic dXNlcjpwYXNz",
      "ann",
      "Token ann",
      "Bearerann",
      "Token bearer",
    ]) {
      const [status, challenge] = await get(authorization);
      expect([status, challenge], authorization).to.deep.equal([401, "Bearer"]);
    }
  });

  it("answers every bad token alike", async () => {
    const [, , none] = await get();
    for (const authorization of [
      "Bearer",
      "Bearer  ",
      "Bearer bad",
      "Bearer a b",
      "Bearer a,b",
      'Bearer "ann"',
      "Bearer ann; x",
      `Bearer ${"x".repeat(8_193)}`,
      "Bearer ann, Bearer ann",
    ])
      expect(await get(authorization), authorization).to.deep.equal([401, 'Bearer error="invalid_token"', none]);
  });

  it("asks about nothing that cannot be a token, nor about one of more than 8192 characters", async () => {
    const asked: string[] = [];
    const refusing = (token: string) => {
      asked.push(token);
      return Promise.reject(unauthenticated());
    };
    const suspicious = await serve({ authenticate: refusing });
    const longest = "x".repeat(8_192);
    for (const token of [null, "", "a b", "ann;", `${longest}x`, longest, "a.b-c_d~e+f/g=="]) {
      const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };
      expect((await caller(suspicious, null)("GET", TASKS, { headers })).status).to.equal(401);
    }
    await suspicious.close();
    expect(asked).to.deep.equal([longest, "a.b-c_d~e+f/g=="]);
  });

  it("takes neither of two Authorization headers", async () => {
    for (const [first, second] of [
      ["ann", "bad"],
      ["bad", "ann"],
      ["ann", "ann"],
    ]) {
      const connection = await Connection.to(api.port);
      const text = request(`GET ${TASKS}`, { Authorization: `Bearer ${first}`, authorization: `Bearer ${second}` });
      expect((await connection.send(text).next()).status).to.equal(401);
      connection.destroy();
    }
  });

  it("looks for a token nowhere else", async () => {
    const headers = { Cookie: "access_token=ann", "X-Access-Token": "ann", "Proxy-Authorization": "Bearer ann" };
    const reply = await caller(api, null)("GET", "/api/v1/me?access_token=ann&token=ann", { headers });
    expect(reply.status).to.equal(401);
    expect(JSON.stringify(api.events)).not.to.contain("access_token");
  });

  it("comes before everything about the request but its route", async () => {
    const nobody = caller(api, null);
    const raw = "not JSON";
    for (const [method, path, status] of [
      ["POST", TASKS, 401],
      ["PUT", `${TASKS}/abc`, 401],
      ["GET", `${TASKS}?limit=0`, 401],
      ["GET", `${TASKS}?q=%`, 401],
      ["PUT", TASKS, 405],
      ["POST", "/nope", 404],
    ] as const)
      expect((await nobody(method, path, method === "GET" ? {} : { raw })).status, path).to.equal(status);
  });

  it("comes again when the body took its time, for who was shut out meanwhile", async () => {
    const storage = openMemoryStorage();
    const ann = await storage.users.admit({ id: userId("ann"), email: null, name: null }, clock.now());
    let asked = 0;
    const shuttingAfter = (admitted: number) => async () => {
      asked += 1;
      if (asked > admitted) throw accountDisabled();
      return ann;
    };
    for (const [line, status] of [
      [`POST ${TASKS}`, 201],
      [`PATCH ${TASKS}/1`, 200],
    ] as const)
      for (const [admitted, expected] of [
        [1, 403],
        [2, status],
      ] as const) {
        asked = 0;
        const slow = await serve({ ...portsOn(storage), authenticate: shuttingAfter(admitted) });
        const connection = await Connection.to(slow.port);
        const text = withBody(line, '{"title":"Buy milk"}', { Expect: "100-continue" });
        connection.send(text.slice(0, -1));
        expect((await connection.next()).status).to.equal(100);
        expect((await connection.send("}").next()).status, line).to.equal(expected);
        connection.destroy();
        await slow.close();
      }
    const { tasks } = await storage.tasks.list(ann.id, { order: NEWEST_FIRST, limit: 2 });
    expect(tasks.map(({ version }) => version)).to.deep.equal([2]);
  });

  it("comes once when the body came with it", async () => {
    const storage = openMemoryStorage();
    const ann = await storage.users.admit({ id: userId("ann"), email: null, name: null }, clock.now());
    let asked = 0;
    const counting = await serve({
      ...portsOn(storage),
      authenticate: async () => {
        asked += 1;
        return ann;
      },
    });
    const connection = await Connection.to(counting.port);
    expect((await connection.send(withBody(`POST ${TASKS}`, '{"title":"Buy milk"}')).next()).status).to.equal(201);
    expect(asked).to.equal(1);
    connection.destroy();
    await counting.close();
  });

  it("comes before the storage is asked for anything", async () => {
    const untouchable = new Proxy({}, { get: () => () => Promise.reject(new Error("asked")) }) as HttpPorts;
    const { createTask, listTasks, getTask, replaceTask, editTask, completeTask, deleteTask } = untouchable;
    const ports = { createTask, listTasks, getTask, replaceTask, editTask, completeTask, deleteTask };
    const closed = await serve({ ...ports, authenticate: () => Promise.reject(unauthenticated()) });
    const connection = await Connection.to(closed.port);
    for (const line of [
      `GET ${TASKS}`,
      `POST ${TASKS}`,
      `GET ${TASKS}/1`,
      `DELETE ${TASKS}/1`,
      `PATCH ${TASKS}/1/complete`,
    ])
      expect((await connection.send(withBody(line, "{}")).next()).status).to.equal(401);
    connection.destroy();
    await closed.close();
  });

  for (const [code, status, retryAfter] of [
    ["forbidden", 403, null],
    ["unavailable", 503, "1"],
  ] as const)
    it(`answers ${status} when it is ${code}`, async () => {
      const closed = await serve({ authenticate: () => Promise.reject(new DomainError(code, "because")) });
      const { headers, ...reply } = await caller(closed, "ann")("GET", TASKS);
      expect([reply.status, headers.get("retry-after"), headers.get("www-authenticate")]).to.deep.equal([
        status,
        retryAfter,
        null,
      ]);
      await closed.close();
    });
});
