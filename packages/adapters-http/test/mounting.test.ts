import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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
