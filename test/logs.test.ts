import { once } from "node:events";
import { connect } from "node:net";
import { createDatabase, type Network, openNetwork, temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { caller } from "./support/api.js";
import { type ServerProcess, spawnTaskward, startServerProcess } from "./support/server-process.js";

type Line = Readonly<Record<string, unknown>>;

const SECRET = "canary-secret-0123456789abcdef0123456789abcdef";
const PASSWORD = "canary horse battery staple";

const linesOf = ({ output }: ServerProcess): Line[] =>
  output()
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);

describe("the log of a server", () => {
  const directory = temporaryDirectory();
  const tokens: string[] = [];
  let network: Network;
  let server: ServerProcess;
  let started: number;

  /** Sends what `fetch` would not, and waits for the end of the connection. */
  const sendRaw = async (text: string): Promise<void> => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.resume().end(text);
    await once(socket, "close");
  };

  const everyone = async (): Promise<void> => {
    const nobody = caller(server.url);
    const credentials = { email: "canary@example.com", password: PASSWORD };
    const signUp = await nobody("POST", "/api/v1/auth/signup", { ...credentials, name: "Canary" });
    const { token } = signUp.body.data;
    tokens.push(token, token.split(".")[2]);
    const ann = caller(server.url, token);
    await nobody("POST", "/api/v1/auth/signup", credentials);
    await nobody("POST", "/api/v1/auth/signin", credentials);
    await nobody("POST", "/api/v1/auth/signin", { ...credentials, password: `${PASSWORD}!` });
    await nobody("POST", "/api/v1/auth/signin", { ...credentials, canary: "canary" });
    await nobody("GET", "/api/v1/me", undefined, { Authorization: `Basic canary`, Cookie: "session=canary" });
    await nobody("GET", `/api/v1/me?access_token=${token}`, undefined, { "X-Api-Key": "canary" });
    await caller(server.url, `${token}x`)("GET", "/api/v1/tasks");
    await ann("POST", "/api/v1/tasks", { title: "canary", description: "canary\n\u0085canary" });
    await ann("POST", "/api/v1/tasks", { title: "canary".repeat(100) });
    await ann("GET", "/api/v1/tasks?q=canary");
    await ann("GET", "/api/v1/tasks?cursor=canary");
    await ann("GET", `/api/v1/tasks/${token}`);
    await ann("GET", "/api/v1/tasks/999");
    await ann("GET", `/${SECRET}/${"%0a".repeat(500)}`);
    await ann("PATCH", "/api/v1/tasks/1", { title: "canary" }, { "X-Request-Id": "canary!", "If-Match": "canary" });
    await sendRaw(`GET /canary HTTP/9.9\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    await sendRaw(`POST /api/v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"canary`);
    await sendRaw("CONNECT canary:443 HTTP/1.1\r\nHost: canary\r\n\r\n");
  };

  before(async () => {
    network = await openNetwork(await createDatabase());
    const env = { DATABASE_URL: network.url, MIGRATE_ON_START: "on", BETTER_AUTH_SECRET: SECRET, LOG_LEVEL: "trace" };
    server = await startServerProcess(env, directory);
    started = performance.now();
    await everyone();
  });
  after(async () => {
    await server.stop("SIGKILL");
  });

  it("is JSON, one object a line, and has of every request what there is to know", () => {
    const requests = linesOf(server).filter(({ msg }) => msg === "request");
    expect(requests.length).to.be.at.least(15);
    for (const line of requests) {
      expect(line).to.include.all.keys("time", "level", "request_id", "method", "route", "path", "status", "user_id");
      expect(line["duration_ms"]).to.be.at.least(0);
      expect(new Date(String(line["time"])).toISOString()).to.equal(line["time"]);
      expect(String(line["path"]).length).to.be.at.most(200);
    }
  });

  it("names what is worth finding", () => {
    const events = linesOf(server).flatMap(({ event }) => event ?? []);
    expect(events).to.include.members([
      "sign_up_succeeded",
      "sign_up_refused",
      "sign_in_succeeded",
      "sign_in_failed",
      "authentication_failed",
      "task_not_found",
    ]);
  });

  it("has one line a second, and not one for each of five hundred requests, when the database is away", async () => {
    const [token = ""] = tokens;
    await network.refuse();
    const replies = await Promise.all(
      Array.from({ length: 500 }, () => caller(server.url, token)("GET", "/api/v1/tasks")),
    );
    expect(new Set(replies.map(({ status }) => status))).to.deep.equal(new Set([503]));
    const away = linesOf(server).filter(({ status }) => status === 503);
    const causes = new Set(away.map(({ error }) => (error as { code?: string; message: string }).code));
    const seconds = Math.ceil((performance.now() - started) / 1000) + 1;
    expect(away.length).to.be.within(1, causes.size * seconds);
    expect(away[0]).to.include({ level: "error", code: "SERVICE_UNAVAILABLE" });
  });

  it("says at the end that it ends, and never says a secret, a token or a word that somebody wrote", async () => {
    expect(await server.stop("SIGTERM")).to.equal(0);
    expect(linesOf(server).map(({ msg }) => msg)).to.include("Taskward is stopping");
    const { password } = new URL(network.url);
    expect(password).not.to.equal("");
    for (const secret of [...tokens, password, SECRET]) expect(server.output()).not.to.contain(secret);
    expect(server.output()).not.to.match(/canary|eyJ/i);
  });
});

describe("a server whose log nobody reads", () => {
  const directory = temporaryDirectory();

  const start = async () => {
    const child = spawnTaskward(["serve"], { PORT: "0", DATABASE_URL: "memory:" }, directory);
    const { stdout } = child;
    if (stdout === null) throw new Error("The child has no standard output");
    let text = "";
    const url = await new Promise<string>((resolve) => {
      stdout.on("data", (chunk) => {
        text += chunk;
        const found = /listening on (http:\/\/[^\s"]+)/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const stop = async (): Promise<unknown> => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      return (await ended)[0];
    };
    return { url, stdout, stop };
  };

  /** Asks for what is not there, with half a megabyte of log to tell of it. */
  const ask = async (url: string): Promise<void> => {
    const path = `/${"x".repeat(190)}`;
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(1_000));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let answers = "";
    for await (const chunk of socket) answers += chunk;
    expect(answers.match(/HTTP\/1.1 404/g)).to.have.length(1_001);
  };

  it("goes on, and ends when it is told to, while its reader stands still", async () => {
    const { url, stdout, stop } = await start();
    stdout.pause();
    await ask(url);
    expect(await stop()).to.equal(0);
  });

  it("goes on, and counts what is lost, when its reader has gone", async () => {
    const { url, stdout, stop } = await start();
    stdout.destroy();
    await once(stdout, "close");
    await ask(url);
    await ask(url);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(Number(/^taskward_log_lines_dropped_total (\d+)$/m.exec(metrics)?.[1])).to.be.above(1_000);
    expect(await stop()).to.equal(0);
  });
});
