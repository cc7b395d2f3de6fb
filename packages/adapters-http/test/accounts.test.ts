import { openMemoryStorage } from "@taskward/adapters-memory";
import { signIn, signUp } from "@taskward/application";
import { DomainError, type UserId } from "@taskward/domain";
import { expect } from "chai";
import { type Caller, caller, faultsIn, withoutId } from "../src/contracts/api.js";
import { clock, portsOn, type Served, serve } from "./support/serve.js";

const ANN = { email: "Ann@Example.com", password: "correct horse", name: "Ann" };

describe("local accounts", () => {
  let api: Served;
  let nobody: Caller;
  const addresses: string[] = [];
  let wait: number | null = null;

  before(async () => {
    const storage = openMemoryStorage();
    let users = 0;
    const ports = {
      credentials: storage.credentials,
      clock,
      tokens: { issue: ({ id }: { id: UserId }) => ({ token: id, expiresAt: clock.now() }) },
      ids: { newUserId: () => `user-${++users}` as UserId },
      policy: { min: 8, max: 128, isCommon: (password: string) => password === "password" },
      hasher: {
        hash: async (password: string) => `$argon2id$${password}`,
        verify: async (hash: string | null, password: string) => hash === `$argon2id$${password}`,
        isOutdated: () => false,
      },
    };
    const attempt = async (_email: string, address: string): Promise<void> => {
      addresses.push(address);
      if (wait !== null) throw new DomainError("rate_limited", "Too many tries", { retryAfter: wait });
    };
    const limit = { attempt, succeeded: async () => {}, release: async () => {} };
    const accounts = {
      signUp: signUp({ ...ports, limit: { take: async (address: string) => void addresses.push(address) } }),
      signIn: signIn({ ...ports, limit }),
      policy: ports.policy,
    };
    api = await serve({ ...portsOn(storage), accounts }, { trustProxy: 1 });
    nobody = caller(api, null);
    await nobody("POST", "/api/v1/auth/signup", { json: ANN });
  });

  after(() => api.close());

  it("are opened with an e-mail address and a password, and come with a token", async () => {
    const json = { email: "bob@example.com", password: "battery staple" };
    const { status, body } = await nobody("POST", "/api/auth/signup", { json });
    expect(status).to.equal(201);
    expect(Object.keys(body.data)).to.deep.equal(["user", "token", "token_type", "expires_at"]);
    expect(body.data["user"]).to.have.all.keys("id", "email", "name", "created_at").and.include({ name: null });
    expect(body.data["token_type"]).to.equal("Bearer");
    const bob = caller(api, String(body.data["token"]));
    expect((await bob("GET", "/api/v1/me")).body.data).to.deep.equal(body.data["user"]);
  });

  it("let their owners in, whatever the case of the e-mail", async () => {
    for (const email of ["ann@example.com", "ANN@EXAMPLE.COM"]) {
      const { status, body } = await nobody("POST", "/api/v1/auth/signin", {
        json: { ...ANN, email, name: undefined },
      });
      expect(status).to.equal(200);
      expect(body.data["user"]).to.include({ email: "ann@example.com", name: "Ann" });
    }
  });

  it("are one for each e-mail", async () => {
    const reply = await nobody("POST", "/api/v1/auth/signup", { json: { ...ANN, email: "ANN@example.com" } });
    expect(reply.status).to.equal(409);
  });

  it("are refused alike for an unknown e-mail, for none, and for a wrong password", async () => {
    const texts = new Set<string>();
    const described = api.documented.operation("POST", "/api/v1/auth/signin")?.requestBody?.content["application/json"];
    for (const json of [
      { email: "ann@example.com", password: "wrong" },
      { email: "nobody@example.com", password: "wrong" },
      { email: "no address", password: "" },
    ]) {
      const reply = await nobody("POST", "/api/v1/auth/signin", { json });
      expect([reply.status, reply.headers.get("www-authenticate")]).to.deep.equal([401, "Bearer"]);
      texts.add(withoutId(reply));
      expect(api.documented.faults(described?.schema ?? {}, json), "as described").to.equal(null);
    }
    expect(texts).to.have.lengthOf(1);
  });

  it("name every field at fault, and never repeat a password", async () => {
    const bad: [string, unknown, string[]][] = [
      ["signup", { email: "no", password: "short", name: "x".repeat(201) }, ["email", "password", "name"]],
      [
        "signup",
        { email: "no", password: 5, name: "x".repeat(201), role: "admin" },
        ["email", "password", "name", "role"],
      ],
      ["signup", {}, ["email", "password"]],
      ["signup", { password: "short" }, ["email", "password"]],
      ["signup", { ...ANN, password: "ann@example.com", nmae: "Ann" }, ["password", "nmae"]],
      ["signup", { ...ANN, id: "ann" }, ["id"]],
      ["signin", { email: "ann@example.com" }, ["password"]],
      ["signin", { ...ANN, password: ["secret-canary"] }, ["password", "name"]],
      ["signin", null, [""]],
    ];
    for (const [path, json, faults] of bad) {
      const reply = await nobody("POST", `/api/v1/auth/${path}`, { json });
      expect(reply.status).to.equal(422);
      expect(faultsIn(reply)).to.have.members(faults);
      expect(reply.text).not.to.match(/canary|short/);
    }
    expect(JSON.stringify(api.events)).not.to.match(/canary|correct horse/);
  });

  it("are limited by the address that the trusted proxy saw", async () => {
    addresses.length = 0;
    const headers = { "X-Forwarded-For": "203.0.113.9, 198.51.100.7" };
    await nobody("POST", "/api/v1/auth/signin", { json: { email: "a@b.c", password: "x" }, headers });
    expect(addresses).to.deep.equal(["198.51.100.7"]);
  });

  it("say how long to wait after too many tries", async () => {
    wait = 12.5;
    const reply = await nobody("POST", "/api/v1/auth/signin", { json: { email: "a@b.c", password: "x" } });
    wait = null;
    expect([reply.status, reply.headers.get("retry-after")]).to.deep.equal([429, "13"]);
  });
});
