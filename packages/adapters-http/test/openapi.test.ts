import { Documented } from "@taskward/testing";
import { expect } from "chai";
import { type Caller, caller } from "../src/contracts/api.js";
import type { HttpPorts } from "../src/index.js";
import type { MediaType, OpenApiDocument, Operation, Response } from "../src/openapi/document.js";
import { type OpenApiOptions, openApiDocument } from "../src/openapi.js";
import { type Served, serve } from "./support/serve.js";

interface Routes {
  readonly router?: { readonly stack: readonly { readonly methods: readonly string[]; readonly path: string }[] };
}

/** The routes that the application really has, but for the files of the page and its other name. */
const routesOf = ({ app }: Served): readonly string[] =>
  (app.middleware as readonly Routes[])
    .flatMap(({ router }) => router?.stack ?? [])
    .filter(({ path }) => !path.startsWith("/docs/"))
    .flatMap(({ methods, path }) => methods.filter((method) => method !== "HEAD").map((method) => `${method} ${path}`));

const operationsOf = ({ paths }: OpenApiDocument): readonly (readonly [path: string, method: string, Operation])[] =>
  Object.entries(paths).flatMap(([path, { servers: _, ...item }]) =>
    Object.entries(item).map(([method, operation]) => [path, method, operation] as const),
  );

/** The routes that the document says there are, under every server's prefix. */
const routesIn = (document: OpenApiDocument): readonly string[] =>
  operationsOf(document).flatMap(([path, method]) => {
    const prefixes = document.paths[path]?.servers ? [""] : document.servers.map(({ url }) => url);
    const route = path.replace(/\{(\w+)\}/g, ":$1");
    return prefixes.map((prefix) => `${method.toUpperCase()} ${prefix}${route}`);
  });

const refuse = (): Promise<never> => Promise.reject(new Error("not called"));
const ACCOUNTS: Partial<HttpPorts> = {
  accounts: { signUp: refuse, signIn: refuse, policy: { min: 8, max: 128, isCommon: () => false } },
};
const METRICS: Partial<HttpPorts> = { metrics: async () => ({ contentType: "text/plain", text: "" }) };

describe("the OpenAPI document", () => {
  const document = openApiDocument({ localAccounts: true });
  const documented = new Documented(document);
  let api: Served;
  let ann: Caller;

  before(async () => {
    api = await serve();
    ann = caller(api, "ann");
  });

  after(() => api.close());

  it("has every route that there is, and no other", async () => {
    for (const [ports, options] of [
      [{ ...ACCOUNTS, ...METRICS }, { localAccounts: true }],
      [METRICS, { localAccounts: false }],
      [ACCOUNTS, { localAccounts: true, metrics: false }],
    ] as readonly [Partial<HttpPorts>, OpenApiOptions][]) {
      const served = await serve(ports);
      expect(routesIn(openApiDocument(options))).to.have.members(routesOf(served));
      const sent = await (await fetch(`${served.url}/openapi.json`)).json();
      expect(sent).to.deep.equal(JSON.parse(JSON.stringify(openApiDocument(options))));
      await served.close();
    }
  });

  it("says nothing of accounts where there are none", () => {
    expect(JSON.stringify(openApiDocument({ localAccounts: false }))).not.to.match(/signup|signin|session|password/i);
  });

  it("gives examples that are as its schemas say", () => {
    const check = (content: Readonly<Record<string, MediaType>> = {}, where: string): number => {
      const { schema = {}, example, examples = {} } = content["application/json"] ?? {};
      const values = [
        ...(example === undefined ? [] : [example]),
        ...Object.values(examples).map(({ value }) => value),
      ];
      for (const value of values) expect(documented.faults(schema, value), where).to.equal(null);
      return values.length;
    };
    for (const [, , { operationId, tags, requestBody, responses }] of operationsOf(document)) {
      if (requestBody) expect(check(requestBody.content, operationId)).to.equal(1);
      for (const [status, response] of Object.entries(responses)) {
        const { content } = documented.resolve<Response>(response);
        const found = check(content, `${operationId} ${status}`);
        if (content && !tags.includes("Service")) expect(found, `${operationId} ${status}`).to.be.at.least(1);
      }
    }
  });

  it("gives examples of requests that are answered as in its examples of responses", async () => {
    const { body } = await ann("POST", "/api/v1/tasks", { json: { title: "a" } });
    for (const [path, method, operation] of operationsOf(document)) {
      if (!operation.tags.includes("Tasks")) continue;
      const content = operation.requestBody?.content["application/json"];
      const url = `/api/v1${path.replace("{id}", String(body.data["id"]))}`;
      const reply = await ann(method.toUpperCase(), url, content ? { json: content.example } : {});
      const { content: described } = documented.responseOf(operation, reply.status);
      const example = described?.["application/json"]?.example as { message: string } | undefined;
      expect(example?.message).to.equal(reply.status === 204 ? undefined : reply.body.message);
    }
  });

  it("allows the bodies that the API takes, and forbids those that it refuses", async () => {
    const { body } = await ann("POST", "/api/v1/tasks", { json: { title: "a" } });
    const task = `/tasks/${body.data["id"]}`;
    const long = "\u{1f95b}".repeat(200);
    for (const json of [
      { title: "a" },
      { title: "" },
      { title: long },
      { title: `${long}.` },
      { title: 1 },
      { title: null },
      {},
      [],
      { title: "a", description: null },
      { title: "a", description: "d".repeat(1000) },
      { title: "a", description: "d".repeat(1001) },
      { title: "a", completed: true },
      { title: "a", completed: "true" },
      { completed: false },
      { id: 7, version: 1 },
      { title: "a", owner: "bob" },
      { title: "a", user_id: 7, version: null, id: "x", created_at: 1, updated_at: [], completed_at: {} },
    ])
      for (const [method, path] of [
        ["POST", "/tasks"],
        ["PUT", task],
        ["PATCH", task],
        ["PATCH", `${task}/complete`],
      ] as const) {
        const content = documented.operation(method, `/api${path}`)?.requestBody?.content["application/json"];
        const { status } = await ann(method, `/api${path}`, { json });
        const allowed = documented.faults(content?.schema ?? {}, json) === null;
        expect(status < 300, `${method} ${path} ${JSON.stringify(json)}`).to.equal(allowed);
      }
  });

  it("allows the queries that the API takes, and forbids those that it refuses", async () => {
    const parameters = documented.operation("GET", "/api/tasks")?.parameters ?? [];
    const schemas = new Map(
      parameters.map((parameter) => documented.resolve(parameter)).map((p) => [p.name, p.schema]),
    );
    for (const [name, value, text] of [
      ["completed", true],
      ["completed", 1],
      ["count", false],
      ["limit", 1],
      ["limit", 1000],
      ["limit", 1001],
      ["limit", 0],
      ["limit", 1.5],
      ["sort", "-title"],
      ["sort", "id"],
      ["q", "x".repeat(1000)],
      ["q", "x".repeat(1001)],
    ] as readonly [string, unknown, string?][]) {
      const { status } = await ann("GET", `/api/tasks?${name}=${text ?? value}`);
      const allowed = documented.faults(schemas.get(name) ?? {}, value) === null;
      expect(status, `${name}=${value}`).to.equal(allowed ? 200 : 422);
    }
  });

  it("names, where the API is mounted, the servers there", () => {
    const { servers, paths } = openApiDocument({ localAccounts: true, mountedAt: "/todo" });
    expect(servers.map(({ url }) => url)).to.deep.equal(["/todo/api/v1", "/todo/api"]);
    expect(paths["/healthz"]?.servers?.map(({ url }) => url)).to.deep.equal(["/todo"]);
  });
});

describe("an answer held against the document", () => {
  const documented = new Documented(openApiDocument({ localAccounts: true }));
  const json = { "X-Request-Id": "1", "Content-Type": "application/json; charset=utf-8" };
  const user = { id: "ann", email: null, name: null, created_at: "2026-01-31T12:00:00.000Z" };
  const me = { success: true, message: "Your account", data: user };
  const answer = { status: 200, headers: new Headers(json), text: JSON.stringify(me) };
  const held = (path: string, other: object) => () => documented.expectAnswer("GET", path, { ...answer, ...other });
  const textOf = (data: object): object => ({ text: JSON.stringify({ ...me, data }) });

  it("is refused when any part of it is not described", () => {
    expect(held("/api/v1/me", {})).not.to.throw();
    expect(held("/api/v1/you", {}), "no such path").to.throw();
    expect(held("/me", {}), "no such prefix").to.throw();
    expect(held("/api/v1/me", { status: 202 }), "no such status").to.throw();
    expect(held("/api/v1/me", textOf({ ...user, password: "x" })), "a field too many").to.throw();
    expect(held("/api/v1/me", textOf({ ...user, email: undefined })), "a field too few").to.throw();
    expect(held("/api/v1/me", textOf({ ...user, created_at: "yesterday" })), "no time").to.throw();
    expect(held("/api/v1/me", { headers: new Headers({ ...json, ETag: '"1"' }) }), "a header too many").to.throw();
    expect(held("/api/v1/me", { headers: new Headers({ ...json, "X-Request-Id": "<>" }) }), "a bad header").to.throw();
    expect(held("/api/v1/tasks/1", {}), "another operation's answer").to.throw();
  });
});
