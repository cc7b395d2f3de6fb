import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { connect, createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { openMemoryStorage } from "@taskward/adapters-memory";
import { expect } from "chai";
import Koa from "koa";
import { caller } from "../src/contracts/api.js";
import { createApp, type HttpApp } from "../src/index.js";
import type { OpenApiDocument } from "../src/openapi/document.js";
import { ORIGIN, portsOn } from "./support/serve.js";

const TASKS = "/api/v1/tasks";

const newApp = (): HttpApp => createApp(portsOn(openMemoryStorage()), { corsOrigins: [ORIGIN], trustProxy: 0 });

/** What koa-mount does. */
const mounted = (app: HttpApp, prefix: string): Koa => {
  const inner = app.middleware;
  const outer = new Koa();
  outer.use(async (ctx, next) => {
    if (!ctx.path.startsWith(`${prefix}/`)) return next();
    ctx.path = ctx.path.slice(prefix.length);
    const dispatch = (i: number): Promise<unknown> =>
      Promise.resolve(inner[i]?.(ctx as unknown as Parameters<(typeof inner)[0]>[0], () => dispatch(i + 1)));
    return dispatch(0);
  });
  outer.use((ctx) => {
    ctx.body = "outer";
  });
  return outer;
};

describe("mounting the API", () => {
  let server: Server;

  const listen = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  afterEach(() => server.close());

  const useIt = async (url: string, prefix: string, location: string): Promise<void> => {
    const ann = caller({ url, token: (user) => user, close: async () => {} }, "ann");
    const created = await ann("POST", prefix + TASKS, { json: { title: "Buy milk" } });
    expect([created.status, created.headers.get("location")]).to.deep.equal([201, location]);
    expect((await ann("GET", `${prefix}${TASKS}/1`)).body.data).to.deep.equal(created.body.data);
    expect((await ann("GET", `${prefix}/nope`)).status).to.equal(404);
    expect((await ann("POST", prefix + TASKS, { json: { title: "" } })).status).to.equal(422);
    const document = (await (await fetch(`${url}${prefix}/openapi.json`)).json()) as OpenApiDocument;
    expect(document.servers[0]?.url).to.equal(`${prefix}/api/v1`);
  };

  it("works in a bare server", async () => {
    await useIt(await listen(newApp().callback() as RequestListener), "", `${TASKS}/1`);
  });

  it("works in a server that speaks HTTP/2, where there is no Host and a body has no length", async () => {
    const listener = newApp().callback() as unknown as Parameters<typeof createHttp2Server>[1];
    const http2 = createHttp2Server({}, listener).listen(0, "127.0.0.1");
    await once(http2, "listening");
    const session = connect(`http://127.0.0.1:${(http2.address() as AddressInfo).port}`);
    const ask = async (method: string, path: string, body?: unknown): Promise<[number, unknown]> => {
      const headers = { authorization: "Bearer ann", "content-type": "application/json" };
      const stream = session.request({ ":method": method, ":path": path, ...headers });
      if (body !== undefined) stream.write(JSON.stringify(body));
      stream.end();
      const [answered] = (await once(stream, "response")) as [Record<string, unknown>];
      const read = await text(stream);
      if (!stream.closed) await once(stream, "close");
      return [Number(answered[":status"]), read === "" ? null : JSON.parse(read).data];
    };
    expect((await ask("POST", TASKS, { title: "Buy milk" }))[0]).to.equal(201);
    for (const completed of [true, true, false, false]) {
      const [status, task] = await ask("PATCH", `${TASKS}/1/complete`, { completed });
      expect([status, (task as { completed: boolean }).completed]).to.deep.equal([200, completed]);
    }
    expect((await ask("PATCH", `${TASKS}/1/complete`))[1]).to.include({ completed: true });
    // The others on the connection are not to suffer from it.
    for (let n = 0; n < 5; n++) expect((await ask("POST", TASKS, { title: "x".repeat(200_000) }))[0]).to.equal(413);
    expect(await ask("DELETE", `${TASKS}/1`)).to.deep.equal([204, null]);
    session.close();
    http2.close();
  });

  it("works under a prefix that the server takes away, as Express does", async () => {
    const serve = newApp().callback() as RequestListener;
    const url = await listen((req, res) => {
      const original = req.url ?? "";
      Object.assign(req, { originalUrl: original, url: original.replace(/^\/todo/, "") });
      serve(req, res);
    });
    await useIt(url, "/todo", `/todo${TASKS}/1`);
  });

  it("works under a prefix of another Koa application", async () => {
    const url = await listen(mounted(newApp(), "/todo").callback() as RequestListener);
    await useIt(url, "/todo", `/todo${TASKS}/1`);
    expect(await (await fetch(`${url}/else`)).text()).to.equal("outer");
  });
});
