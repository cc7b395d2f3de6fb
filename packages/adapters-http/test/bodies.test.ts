import { expect } from "chai";
import { type Caller, caller } from "../src/contracts/api.js";
import { Connection, request, withBody } from "./support/connection.js";
import { type Served, serve } from "./support/serve.js";

const TASKS = "/api/v1/tasks";
const TASK = '{"title":"Buy milk"}';
const LIMIT = 102_400;
const JSON_TYPE = { "Content-Type": "application/json" };

describe("bodies", () => {
  let api: Served;
  let ann: Caller;

  before(async () => {
    api = await serve();
    ann = caller(api, "ann");
  });

  after(() => api.close());

  const statusOf = async (raw: string | Uint8Array, headers: Record<string, string> = JSON_TYPE): Promise<number> =>
    (await ann("POST", TASKS, { raw, headers })).status;

  const countTasks = async (): Promise<unknown> => (await ann("GET", `${TASKS}?count=true`)).body.meta.total;

  it("takes JSON under each of its names", async () => {
    for (const type of [
      "application/json",
      "APPLICATION/JSON",
      "application/json; charset=UTF-8",
      'application/json;charset="utf-8"',
      "application/json;",
      "application/json ; ;charset=utf-8; ",
    ])
      expect(await statusOf(TASK, { "Content-Type": type }), type).to.equal(201);
    expect(await statusOf(TASK, { ...JSON_TYPE, "Content-Encoding": "identity" })).to.equal(201);
  });

  it("takes nothing but JSON, so that no form of another site can write", async () => {
    const before = await countTasks();
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/json; charset=utf-16",
      "application/json; charset=latin1",
      "application/json; charset=utf-8; charset=latin1",
      "application/jsonp",
      "text/json",
      "application/json, text/plain",
      "*/*",
    ])
      expect(await statusOf(TASK, { "Content-Type": type }), type).to.equal(415);
    for (const coding of ["gzip", "br", "deflate", "identity, gzip", "x"])
      expect(await statusOf(TASK, { ...JSON_TYPE, "Content-Encoding": coding }), coding).to.equal(415);
    const connection = await Connection.to(api.port);
    const untyped = withBody(`POST ${TASKS}`, TASK).replace(/Content-Type.*\r\n/, "");
    expect((await connection.send(untyped).next()).status).to.equal(415);
    const twice = withBody(`POST ${TASKS}`, TASK).replace(/(Content-Type.*\r\n)/, "$1Content-Type: text/plain\r\n");
    expect((await connection.send(twice).next()).status).to.equal(415);
    connection.destroy();
    expect(await countTasks()).to.equal(before);
  });

  it("takes nothing that is not JSON in UTF-8", async () => {
    const before = await countTasks();
    for (const raw of [
      "",
      "  \n",
      TASK.slice(0, -1),
      `${TASK}x`,
      `${TASK}${TASK}`,
      '{"title":"a",}',
      '{"title":"a"}//',
      "{'title':'a'}",
      "{title:1}",
      "NaN",
      '{"title":NaN}',
      '{"title":"a\nb"}',
      '{"title":"\\x41"}',
      '{"title":01}',
      `\ufeff${TASK}`,
      "undefined",
    ])
      expect(await statusOf(raw), raw).to.equal(400);
    for (const bytes of ["ff", "c0af", "eda080", "e282", "f4908080", "80"]) {
      const raw = Buffer.concat([Buffer.from('{"title":"a'), Buffer.from(bytes, "hex"), Buffer.from('"}')]);
      expect(await statusOf(raw), bytes).to.equal(400);
    }
    expect(await statusOf(Buffer.from(TASK, "utf16le"))).to.equal(400);
    expect(await countTasks()).to.equal(before);
  });

  it("refuses a key that is repeated, on every route and at any depth", async () => {
    const { data } = (await ann("POST", TASKS, { json: { title: "a" } })).body;
    for (const raw of [
      '{"title":"a","title":"b"}',
      '{"title":"a","title":"a"}',
      '{"title":"a","\\u0074itle":"b"}',
      '{"title":"a","completed":true,"completed":true}',
      '{"title":"a","id":{"x":{"y":1,"y":2}}}',
      '{"title":"a","id":[{"y":1,"y":2}]}',
      '{"title":"a","":1,"":2}',
      '{"title":"a","__proto__":1,"__proto__":2}',
    ])
      for (const [method, path] of [
        ["POST", TASKS],
        ["PUT", `${TASKS}/${data["id"]}`],
        ["PATCH", `${TASKS}/${data["id"]}`],
        ["PATCH", `${TASKS}/${data["id"]}/complete`],
      ] as const)
        expect((await ann(method, path, { raw, headers: JSON_TYPE })).status, `${method} ${raw}`).to.equal(400);
  });

  it("lets nobody reach the prototype of all objects", async () => {
    for (const raw of [
      '{"__proto__":{"isAdmin":true},"title":"a"}',
      '{"constructor":{"prototype":{"isAdmin":true}},"title":"a"}',
    ])
      expect(await statusOf(raw)).to.equal(422);
    expect(({} as { isAdmin?: boolean }).isAdmin).to.equal(undefined);
  });

  it("ignores numbers of any kind in the read-only fields, and nothing else", async () => {
    const { data } = (await ann("POST", TASKS, { json: { title: "a" } })).body;
    for (const number of ["1e999", "-0", "1.0", "9007199254740993", "1E400"]) {
      const raw = `{"title":"b","version":${number}}`;
      expect((await ann("PUT", `${TASKS}/${data["id"]}`, { raw, headers: JSON_TYPE })).status, number).to.equal(200);
      expect(await statusOf(`{"title":"b","completed":${number}}`), number).to.equal(422);
    }
  });

  it("refuses deep nesting like any other nonsense", async () => {
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const) {
      const depth = Math.floor(40_000 / open.length);
      const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
      expect(await statusOf(nested)).to.equal(422);
      expect(await statusOf(`{"title":"a","id":${nested}}`)).to.equal(422);
      expect(await statusOf(open.repeat(depth))).to.equal(400);
    }
    const deeper = await serve({}, { bodyLimit: 400_000 });
    const raw = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect((await caller(deeper, "ann")("POST", TASKS, { raw, headers: JSON_TYPE })).status).to.equal(422);
    await deeper.close();
  });

  it("names at most fifty of the fields at fault, those of a task first, and says how many more there are", async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`field${n}`, n]));
    const json = { ...unknown, title: "", completed: 1 };
    const { error } = (await ann("POST", TASKS, { json })).body;
    expect(error.details).to.have.lengthOf(51);
    expect(error.details?.slice(0, 3).map(({ path }) => path)).to.deep.equal(["title", "completed", "field0"]);
    expect(error.details?.at(-1)).to.deep.equal({ path: "", message: "has 4952 more at fault" });
    expect(error.message).to.match(/; field47 is not known here; has 4952 more at fault$/);
  });

  it("takes a body of the size allowed", async () => {
    expect(await statusOf(TASK.padEnd(LIMIT))).to.equal(201);
  });

  it("refuses a larger body so that its sender can read why", async () => {
    // One that is small enough to have come whole by then may leave the connection as it is.
    for (const [size, connections] of [
      [LIMIT + 1, ["close", "keep-alive"]],
      [1_000_000, ["close"]],
      [8_000_000, ["close"]],
    ] as const)
      for (const text of [
        withBody(`POST ${TASKS}`, TASK.padEnd(size)),
        request(
          `POST ${TASKS}`,
          { ...JSON_TYPE, "Transfer-Encoding": "chunked" },
          `${size.toString(16)}\r\n${TASK.padEnd(size)}\r\n0\r\n\r\n`,
        ),
      ]) {
        const connection = await (await Connection.to(api.port)).sendFirst(text);
        const { status, headers } = await connection.next();
        expect(status).to.equal(413);
        expect(headers.get("connection")).to.be.oneOf(connections);
        if (headers.get("connection") === "close") await connection.closed();
        connection.destroy();
      }
  });

  it("does not wait for the rest of a body that is too large", async () => {
    const connection = await Connection.to(api.port);
    connection.send(request(`POST ${TASKS}`, { ...JSON_TYPE, "Content-Length": 2 ** 30 }, "{"));
    expect((await connection.next()).status).to.equal(413);
    await connection.closed();
  });

  it("does not wait for a large body of a request that is refused for another reason", async () => {
    for (const [line, headers, expected] of [
      [`POST ${TASKS}`, { Authorization: "Bearer bad" }, 401],
      ["POST /nope", {}, 404],
      [`PUT ${TASKS}`, {}, 405],
    ] as const) {
      const connection = await Connection.to(api.port);
      connection.send(request(line, { "Content-Length": 2 ** 30, ...headers }, "{"));
      expect((await connection.next()).status).to.equal(expected);
      await connection.closed();
    }
  });
});
