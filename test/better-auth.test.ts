import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { jwksVerifier } from "@taskward/adapters-auth";
import { temporaryDirectory } from "@taskward/testing";
import { bearer } from "better-auth/plugins/bearer";
import { createJwk, jwt } from "better-auth/plugins/jwt";
import { expect } from "chai";
import { openTaskward, type TaskwardOptions } from "taskward";
import { caller, type Reply } from "./support/api.js";
import { type BetterAuthServer, startBetterAuth, type Visitor, visit } from "./support/better-auth.js";
import { forgeries, headerOf, hs256, payloadOf } from "./support/forge-tokens.js";

const EXAMPLE = fileURLToPath(new URL("../../examples/better-auth/start.mjs", import.meta.url));
const secret = randomBytes(32).toString("base64url");

const keySetOf = (url: string): string => `${url}/api/auth/jwks`;

const byKeySet = ({ url }: BetterAuthServer): TaskwardOptions => ({
  jwtJwksUrl: keySetOf(url),
  jwtIssuer: url,
  jwtAudience: url,
});

describe("Taskward behind a real Better Auth server", () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

  const provider: typeof startBetterAuth = async (options) => {
    const server = await startBetterAuth(options);
    closing.push(server.close);
    return server;
  };
  const serve = async (options: TaskwardOptions): Promise<string> => {
    const taskward = await openTaskward({ databaseUrl: "memory:", port: 0, ...options });
    const server = await taskward.listen();
    closing.push(() => server.close(0).then(taskward.close));
    return server.url;
  };
  const me = (url: string, token?: string): Promise<Reply> => caller(url, token)("GET", "/api/v1/me");

  it("lets ann work with her tasks, and bob see nothing of them", async () => {
    const auth = await provider();
    const url = await serve(byKeySet(auth));
    const [annAtAuth, bobAtAuth] = [await visit(auth.url, "ann"), await visit(auth.url, "bob")];
    const ann = caller(url, await annAtAuth.token());
    const bob = caller(url, await bobAtAuth.token());

    const { status, body } = await ann("POST", "/api/v1/tasks", { title: "Buy milk" });
    expect(status).to.equal(201);
    expect(body.data.user_id).to.equal(annAtAuth.id);
    const path = `/api/v1/tasks/${body.data.id}`;
    expect((await ann("PATCH", `${path}/complete`)).body.data.completed).to.equal(true);
    expect((await ann("GET", "/api/v1/me")).body.data).to.include({
      id: annAtAuth.id,
      email: "ann@example.com",
      name: "ann",
    });

    expect((await bob("GET", "/api/v1/tasks?count=true")).body).to.deep.include({ data: [] });
    for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
      const change = method.startsWith("P") ? { title: "Mine" } : undefined;
      expect((await bob(method, path, change)).status, method).to.equal(404);
    }
    expect((await ann("GET", path)).body.data).to.include({ title: "Buy milk", version: 2 });
  });

  it("meets the tokens that the documentation tells of", async () => {
    const auth = await provider();
    const token = await (await visit(auth.url, "ann")).token();
    const { exp, iat, ...claims } = payloadOf(token);
    expect(headerOf(token)).to.have.all.keys("alg", "kid").and.include({ alg: "EdDSA" });
    expect(claims).to.include({ iss: auth.url, aud: auth.url, email: "ann@example.com", name: "ann" });
    expect(Number(exp) - Number(iat)).to.equal(900);
  });

  /** Everything that Better Auth gives ann which is no token for APIs. */
  const otherTokens = async (ann: Visitor, mail: string): Promise<Record<string, string>> => {
    const found: Record<string, string> = {
      "the token in a mail": mail,
      "the session": ann.session,
      "the session, signed": decodeURIComponent(ann.cookies.get("session_token") ?? ""),
      "the session as bearer() gives it": ann.signUp.headers.get("set-auth-token") ?? "",
      "the session data signed with the published key": ann.cookies.get("session_data") ?? "",
    };
    for (const strategy of ["compact", "jwt", "jwe"] as const) {
      const auth = await provider({ secret, session: { cookieCache: { enabled: true, strategy } } });
      const { cookies } = await visit(auth.url, "ann");
      found[`the session data in the form ${strategy}`] = cookies.get("session_data") ?? "";
    }
    return found;
  };

  it("refuses everything else that Better Auth gives out, and what its keys tempt to forge, in one way", async () => {
    const mails: string[] = [];
    const auth = await provider({
      secret,
      plugins: [jwt({ sessionCookieCache: true }), bearer()],
      session: { cookieCache: { enabled: true, strategy: "jwt" } },
      emailVerification: { sendOnSignUp: true, sendVerificationEmail: async ({ token }) => void mails.push(token) },
    });
    const ann = await visit(auth.url, "ann");
    const token = await ann.token();
    const withSecret = hs256(payloadOf(token), secret);
    const bad = { ...(await otherTokens(ann, mails[0] ?? "")), ...(await forgeries(keySetOf(auth.url), token)) };
    const cookie = [...ann.cookies].map(([name, value]) => `better-auth.${name}=${value}`).join("; ");

    for (const { options, good, wrong } of [
      { options: byKeySet(auth), good: token, wrong: withSecret },
      {
        options: { ...byKeySet(auth), localAccounts: true, betterAuthSecret: secret },
        good: token,
        wrong: withSecret,
      },
      { options: { betterAuthSecret: secret }, good: withSecret, wrong: token },
    ]) {
      const url = await serve(options);
      const { body } = await me(url, "garbage");
      for (const [name, other] of Object.entries({ ...bad, "a good token of the other kind": wrong })) {
        expect(other, name).to.match(/^\S{20,}$/);
        const reply = await me(url, other);
        expect(reply.status, name).to.equal(401);
        expect({ ...reply.body.error, request_id: "" }, name).to.deep.equal({ ...body.error, request_id: "" });
      }
      expect((await caller(url)("GET", "/api/v1/me", undefined, { cookie })).status).to.equal(401);
      expect((await me(url, good)).body.data.id).to.equal(ann.id);
    }
  });

  it("takes the tokens of a Better Auth server that is told to sign them with the shared secret", async () => {
    const auth = await provider({
      secret,
      plugins: [
        jwt({
          jwks: { remoteUrl: "http://127.0.0.1/none", keyPairConfig: { alg: "EdDSA" } },
          jwt: { sign: async (payload) => hs256(payload, secret) },
        }),
      ],
    });
    const ann = await visit(auth.url, "ann");
    const url = await serve({ betterAuthSecret: secret, jwtIssuer: auth.url, jwtAudience: auth.url });
    expect((await me(url, await ann.token())).body.data).to.include({ id: ann.id, email: ann.email });
    const stranger = await serve({
      betterAuthSecret: secret,
      jwtIssuer: auth.url,
      jwtAudience: "https://other.example",
    });
    expect((await me(stranger, await ann.token())).status).to.equal(401);
  });

  it("takes the tokens of a new key within one cooldown, and those of the old one all the while", async () => {
    const { url, auth } = await provider();
    let elapsed = 0;
    const verifier = jwksVerifier({
      url: keySetOf(url),
      issuer: url,
      audience: url,
      subject: "any",
      elapsed: () => elapsed,
    });
    const ann = await visit(url, "ann");
    const old = await ann.token();
    expect(await verifier.verify(old)).to.include({ id: ann.id });

    await createJwk({ context: await auth.$context } as Parameters<typeof createJwk>[0]);
    const fresh = await ann.token();
    expect(headerOf(fresh)["kid"]).to.not.equal(headerOf(old)["kid"]);
    elapsed += 30_000;
    expect(await verifier.verify(fresh)).to.include({ id: ann.id });
    expect(await verifier.verify(old)).to.include({ id: ann.id });
  });

  it("starts while Better Auth is away, and says when to come again to whoever bears its tokens", async () => {
    const auth = await provider();
    const token = await (await visit(auth.url, "ann")).token();
    await auth.close();
    const url = await serve({ ...byKeySet(auth), localAccounts: true });

    const reply = await me(url, token);
    expect(reply.status).to.equal(503);
    expect(reply.body.error.code).to.equal("SERVICE_UNAVAILABLE");
    expect(Number(reply.headers.get("retry-after"))).to.be.within(1, 30);
    const local = await caller(url)("POST", "/api/v1/auth/signup", {
      email: "bob@example.com",
      password: "correct horse battery",
    });
    expect(local.status).to.equal(201);
    expect((await me(url, local.body.data.token)).body.data.id).to.match(/^local:/);
  });

  it("goes on while Better Auth is away, with the keys it has", async () => {
    const auth = await provider();
    const url = await serve(byKeySet(auth));
    expect((await me(url, await (await visit(auth.url, "ann")).token())).status).to.equal(200);
    const bob = await (await visit(auth.url, "bob")).token();
    await auth.close();
    expect((await me(url, bob)).status).to.equal(200);
  });

  /** Runs the example as its reader does, and in a shell what it tells them to paste. */
  const paste = async (directory: string): Promise<string> => {
    const example = spawn(process.execPath, [EXAMPLE, "0", "0", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    for await (const chunk of example.stdout.setEncoding("utf8")) {
      said += chunk;
      if (/\/me .*\n/.test(said)) break;
    }
    const shell = spawn("sh", { env: { ...process.env, TMPDIR: directory }, stdio: ["pipe", "pipe", "inherit"] });
    shell.stdin.end(said.slice(said.indexOf("# Sign up")));
    return text(shell.stdout).finally(() => example.kill());
  };

  // The session is one for a POSIX shell.
  if (process.platform !== "win32")
    it("is shown by an example that starts with one command, and prints a session that works when pasted", async () => {
      const answers = await paste(temporaryDirectory());
      const [ann, created, list, account] = answers
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(created.data).to.include({ user_id: ann.user.id, title: "Buy milk" });
      expect(list.data).to.deep.equal([created.data]);
      expect(account.data).to.include({ id: ann.user.id, email: "ann@example.com" });
    });
});
