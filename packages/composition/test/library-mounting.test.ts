import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { refused } from "@taskward/application/contracts/refused";
import { expect } from "chai";
import connect from "connect";
import Koa from "koa";
import { openTaskward, type Taskward } from "../src/index.js";

const SECRET = "q9d8f7a6s5d4f3g2h1j0k9l8z7x6c5v4b3n2m1";
const TASKS = "/api/v1/tasks";

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Description {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Partial<Pick<Description, "servers">>>>;
}

describe("the HTTP API in a server of one's own", () => {
  let taskward: Taskward;
  let server: Server | undefined;
  let url: string;
  let token: string;

  const call = async (method: string, path: string, json?: unknown): Promise<Reply> => {
    const response = await fetch(url + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  const listen = async (listener: RequestListener): Promise<void> => {
    server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  beforeEach(async () => {
    taskward = await openTaskward({ databaseUrl: "memory:", betterAuthSecret: SECRET });
  });
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    await taskward.close();
  });

  const description = async (prefix: string): Promise<Description> =>
    JSON.parse((await call("GET", `${prefix}/openapi.json`)).text);

  /** Ann signs up below `prefix`, and works; what she has is also there for the program itself. */
  const workThrough = async (prefix: string): Promise<void> => {
    const account = { email: "ann@example.com", password: "correct horse battery" };
    const session = JSON.parse((await call("POST", `${prefix}/api/v1/auth/signup`, account)).text).data;
    token = session.token;
    const created = await call("POST", prefix + TASKS, { title: "Buy milk" });
    const path = `${prefix}${TASKS}/1`;
    expect([created.status, created.headers.get("location")]).to.deep.equal([201, path]);
    expect((await call("PATCH", `${path}/complete`)).status).to.equal(200);
    expect((await taskward.as(session.user.id).tasks.get(1)).completedAt).to.be.a("string");
    await taskward.as(session.user.id).tasks.edit(1, { title: "Buy bread" });
    expect(JSON.parse((await call("GET", path)).text).data).to.include({ title: "Buy bread", completed: true });
    expect((await call("GET", `${prefix}/api/nope`)).text).to.include('"NOT_FOUND"');
    expect((await call("POST", prefix + TASKS, { title: "" })).status).to.equal(422);
    expect((await call("GET", `${prefix}/healthz`)).status).to.equal(200);
    expect((await description(prefix)).servers[0]?.url).to.equal(`${prefix}/api/v1`);
  };

  it("works in a bare node:http server, where it answers everything", async () => {
    await listen(taskward.callback());
    await workThrough("");
    expect((await call("GET", "/")).text).to.include('"NOT_FOUND"');
  });

  it("works under a prefix of another Koa application", async () => {
    const app = new Koa();
    const handle = taskward.callback();
    app.use(async (ctx, next) => {
      if (!ctx.url.startsWith("/todo/")) return next();
      const { req, res } = ctx;
      Object.assign(req, { originalUrl: ctx.url, url: ctx.url.slice("/todo".length) });
      ctx.respond = false;
      handle(req, res);
    });
    app.use((ctx) => {
      ctx.body = "mine";
    });
    await listen(app.callback() as RequestListener);
    await workThrough("/todo");
    expect((await call("GET", "/todo/")).text).to.include('"NOT_FOUND"');
    expect((await call("GET", "/else")).text).to.equal("mine");
  });

  it("works as a middleware in the manner of Express, and leaves to the next one what is not the API's", async () => {
    const app = connect();
    app.use("/before", (_req, res) => res.end("mine before"));
    app.use(taskward.callback());
    app.use((req: IncomingMessage, res) => res.end(`mine ${req.url}`));
    await listen(app);
    await workThrough("");
    for (const path of ["/", "/apiary", "/tasks", "/docsy", "/openapi.jsonl", "/else?x=/api"])
      expect((await call("GET", path)).text).to.equal(`mine ${path}`);
    expect((await call("GET", "/before")).text).to.equal("mine before");
  });

  it("works below a prefix in the manner of Express", async () => {
    const app = connect();
    app.use("/todo", taskward.callback());
    app.use((_req: IncomingMessage, res) => res.end("mine"));
    await listen(app);
    await workThrough("/todo");
    for (const path of ["/api/v1/tasks", "/todo", "/todo/", "/todo/else"])
      expect((await call("GET", path)).text, path).to.equal("mine");
  });

  it("leaves nothing of the API to the next middleware", async () => {
    const app = connect();
    app.use(taskward.callback());
    app.use((_req: IncomingMessage, res) => res.end("mine"));
    await listen(app);
    const { servers, paths } = await description("");
    const described = Object.entries(paths).flatMap(([path, item]) =>
      (item.servers ?? servers).map(({ url }) => (url + path.replace("{id}", "1")).replace(/^\/\//, "/")),
    );
    expect(described).to.include.members(["/api/v1/tasks/1", "/api/auth/signin", "/metrics", "/readyz"]);
    for (const path of [...described, "/openapi.json", "/docs", "/docs/", "/api", "/api/nope"])
      expect((await call("GET", path)).text, path).to.not.equal("mine");
  });

  it("says that a body has been read already by a middleware before it, and does not wait for it", async () => {
    const app = connect();
    app.use((req: IncomingMessage, _res, next: () => void) => void req.resume().once("end", next));
    app.use(taskward.callback());
    await listen(app);
    const { status, text } = await call("POST", "/api/v1/auth/signup", { email: "ann@example.com", password: "x" });
    expect([status, JSON.parse(text).error.code]).to.deep.equal([400, "BAD_REQUEST"]);
  });

  it("answers 503 once Taskward is closed", async () => {
    await listen(taskward.callback());
    await workThrough("");
    await taskward.close();
    const { status, headers } = await call("GET", TASKS);
    expect([status, headers.has("retry-after")]).to.deep.equal([503, true]);
    expect((await call("GET", "/readyz")).status).to.equal(503);
  });

  it("is closed with Taskward where Taskward itself listens", async () => {
    const own = await openTaskward({ databaseUrl: "memory:", betterAuthSecret: SECRET, port: 0 });
    ({ url } = await own.listen());
    expect((await call("GET", "/healthz")).status).to.equal(200);
    await own.close();
    expect(await call("GET", "/healthz").catch(({ cause }) => cause.code)).to.equal("ECONNREFUSED");
  });

  it("is as ready as before when one of the servers that Taskward listens with is closed, and all are with Taskward", async () => {
    const own = await openTaskward({ databaseUrl: "memory:", betterAuthSecret: SECRET, port: 0 });
    await listen(own.callback());
    const [first, second] = [await own.listen(), await own.listen()];
    await first.close();
    const later = await own.listen();
    for (const at of [url, second.url, later.url]) {
      const { status, headers } = await fetch(`${at}/readyz`);
      expect([status, headers.get("connection")]).to.deep.equal([200, "keep-alive"]);
    }
    await own.close();
    for (const at of [second.url, later.url])
      expect(await fetch(at).catch(({ cause }) => cause.code)).to.equal("ECONNREFUSED");
  });

  it("is closed with Taskward although it only begins to listen, and does not begin afterwards", async () => {
    const own = await openTaskward({ databaseUrl: "memory:", betterAuthSecret: SECRET, port: 0 });
    const beginning = own.listen();
    await own.close();
    ({ url } = await beginning);
    expect(await call("GET", "/healthz").catch(({ cause }) => cause.code)).to.equal("ECONNREFUSED");
    expect(await refused(own.listen())).to.equal("unavailable");
  });
});
