import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import type { Database } from "@taskward/adapters-pg";
import { createDatabase, freePort, temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { examineDatabase } from "../src/diagnosis/examine-database.js";
import { diagnose, type Finding, readSettings, startTaskward } from "../src/index.js";
import { storeCopy } from "./support/store-copy.js";

const MEMORY = { DATABASE_URL: "memory:", PORT: "0" };

const diagnosed = (env: Record<string, string>): Promise<readonly Finding[]> => diagnose(() => env);
const faultsOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ state }) => state === "fault");
const about = (findings: readonly Finding[], subject: string): Finding | undefined =>
  findings.find((finding) => finding.subject === subject);

const listening = async (server: Server): Promise<string> => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return String((server.address() as AddressInfo).port);
};

/** A database that says of itself what it is told to. */
const saying = (row: { version?: string; number?: string; encoding?: string; ahead?: number }): Database => {
  const { version = "18.1", number = "180001", encoding = "UTF8", ahead = 0 } = row;
  const answer = { version, number, encoding, now: String(Date.now() + ahead) };
  const raw = async (question: string) => ({ rows: question.includes("pg_class") ? [] : [answer] });
  return { knex: { raw } } as unknown as Database;
};

describe("diagnose", () => {
  let directory: string;
  beforeEach(() => {
    directory = temporaryDirectory();
  });

  it("finds nothing wrong where nothing is", async () => {
    const findings = await diagnosed(MEMORY);
    expect(findings.map(({ state }) => state)).to.deep.equal(["ok", "ok", "ok", "ok"]);
    expect(findings.every(({ remedy }) => remedy === null)).to.equal(true);
  });

  it("names every setting at fault with a remedy, and none of their values", async () => {
    const findings = await diagnosed({ PORT: "canary", TOKEN_TTL: "-7", BETTER_AUTH_SECRET: "canary" });
    expect(findings).to.have.length(3);
    for (const name of ["PORT", "TOKEN_TTL", "BETTER_AUTH_SECRET"]) {
      const finding = findings.find(({ message }) => message.startsWith(name));
      expect(finding).to.include({ subject: "settings", state: "fault" });
      expect(finding?.remedy).to.include(name);
    }
    expect(JSON.stringify(findings)).not.to.include("canary");
  });

  it("says where a store will be made, and makes none", async () => {
    const store = join(directory, "parent", "store");
    const findings = await diagnosed({ ...MEMORY, DATABASE_URL: `pglite:${store}` });
    expect(about(findings, "database")).to.include({ state: "ok" });
    expect(existsSync(join(directory, "parent"))).to.equal(false);
    expect(faultsOf(await diagnosed({ ...MEMORY, DATABASE_URL: `pglite:${directory}` }))).to.deep.equal([]);
    expect(readdirSync(directory)).to.deep.equal([]);
    writeFileSync(join(directory, "file"), "");
    const [fault] = faultsOf(await diagnosed({ ...MEMORY, DATABASE_URL: `pglite:${directory}/file/store` }));
    expect(fault).to.include({ subject: "database" });
    expect(fault?.remedy).to.include("DATABASE_URL");
  });

  it("says that a directory is no store, and leaves it alone", async () => {
    writeFileSync(join(directory, "letter.txt"), "Dear Bob");
    const [fault] = faultsOf(await diagnosed({ ...MEMORY, DATABASE_URL: `pglite:${directory}` }));
    expect(fault?.message).to.include("not a Taskward store");
    expect(existsSync(join(directory, "letter.txt"))).to.equal(true);
  });

  it("notices a secret that others can read", async () => {
    const store = join(directory, "store");
    writeFileSync(`${store}.secret`, "a".repeat(40), { mode: 0o644 });
    const [fault] = faultsOf(await diagnosed({ ...MEMORY, DATABASE_URL: `pglite:${store}` }));
    expect(fault).to.include({ subject: "secret" });
    expect(fault?.remedy).to.include(`chmod 600 ${store}.secret`);
  });

  it("notices a secret that the server would refuse, and all that is wrong with it", async () => {
    const store = join(directory, "store");
    const env = { ...MEMORY, DATABASE_URL: `pglite:${store}` };
    writeFileSync(`${store}.secret`, "canary\n", { mode: 0o600 });
    const [short, ...others] = faultsOf(await diagnosed(env));
    expect(short).to.include({ subject: "secret" });
    expect(short?.message).to.include("does not hold a secret of 32 bytes").and.not.include("canary");
    expect(short?.remedy).to.include("remove it");
    expect(others).to.deep.equal([]);
    chmodSync(`${store}.secret`, 0o644);
    if (process.platform !== "win32") expect(faultsOf(await diagnosed(env))).to.have.length(2);
    writeFileSync(`${store}.secret`, "a".repeat(40));
    chmodSync(`${store}.secret`, 0o600);
    expect(about(await diagnosed(env), "secret")).to.include({ state: "ok" });
  });

  it("says that a server does not answer, without its password", async () => {
    const findings = await diagnosed({
      ...MEMORY,
      DATABASE_URL: "postgres://ann:canary@127.0.0.1:1/tasks",
      BETTER_AUTH_SECRET: "one secret that is long enough for HS256",
    });
    const [fault] = faultsOf(findings);
    expect(fault?.message).to.include("ECONNREFUSED");
    expect(fault?.remedy).to.include("sslmode in DATABASE_URL");
    expect(JSON.stringify(findings)).not.to.include("canary");
  });

  it("says how to make a database that there is not", async () => {
    const url = new URL(await createDatabase());
    url.pathname = "/no%20tasks";
    const [fault, ...others] = faultsOf(
      await diagnosed({
        ...MEMORY,
        DATABASE_URL: url.href,
        BETTER_AUTH_SECRET: "one secret that is long enough for HS256",
      }),
    );
    expect(others).to.deep.equal([]);
    expect(fault?.message).to.include('"no tasks" does not exist');
    expect(fault?.remedy).to.include(
      `createdb 'no tasks' --owner ${url.username} --encoding UTF8 --template template0`,
    );
  });

  it("says whether the identity provider's keys can be had", async () => {
    const keys = { keys: [{ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }] };
    const provider = createHttpServer((_, response) => response.end(JSON.stringify(keys)));
    const port = await listening(provider);
    const env = { ...MEMORY, JWT_ISSUER: "https://id.example.com", JWT_AUDIENCE: "tasks" };
    const findings = await diagnosed({ ...env, JWT_JWKS_URL: `http://127.0.0.1:${port}/jwks` });
    expect(about(findings, "keys")).to.include({ state: "ok" });
    expect(about(findings, "secret")).to.equal(undefined);
    provider.close();
    const [fault] = faultsOf(await diagnosed({ ...env, JWT_JWKS_URL: `http://127.0.0.1:${await freePort()}/jwks` }));
    expect(fault).to.include({ subject: "keys" });
    expect(fault?.message).to.include("ECONNREFUSED");
    expect(fault?.remedy).to.include("JWT_JWKS_URL");
  });

  it("shows no secret of an address, nor what the platform says of it", async () => {
    const env = { ...MEMORY, JWT_ISSUER: "https://id.example.com", JWT_AUDIENCE: "tasks" };
    const findings = await diagnosed({ ...env, JWT_JWKS_URL: "http://127.0.0.1:1/jwks?k=canary&canary#canary" });
    expect(about(findings, "keys")?.message).to.include("http://127.0.0.1:1/jwks?k=***&***#***: ");
    expect(JSON.stringify(findings)).not.to.include("canary");
  });

  it("tells a port that another program has from one that Taskward has", async () => {
    const stranger = createServer((socket) => socket.destroy());
    const PORT = await listening(stranger);
    const [fault] = faultsOf(await diagnosed({ ...MEMORY, PORT }));
    expect(fault).to.include({ subject: "port" });
    expect(fault?.remedy).to.include("PORT");
    stranger.close();
    await once(stranger, "close");
    const taskward = await startTaskward(readSettings({ ...MEMORY, PORT }));
    const server = await taskward.listen();
    const finding = about(await diagnosed({ ...MEMORY, PORT }), "port");
    expect(finding).to.include({ state: "unknown" });
    expect(finding?.message).to.include("if it is not this one");
    await server.close(1);
    await taskward.close();
    const [nowhere] = faultsOf(await diagnosed({ ...MEMORY, HOST: "192.0.2.1" }));
    expect(nowhere?.remedy).to.include("HOST");
  });
});

describe("diagnose, while a Taskward listens on the port,", () => {
  it("knows by the embedded store whether it is this one or another", async () => {
    const env = { DATABASE_URL: `pglite:${await storeCopy()}`, PORT: String(await freePort()) };
    const taskward = await startTaskward(readSettings(env));
    await taskward.listen();
    try {
      expect(about(await diagnosed(env), "port")).to.include({ state: "ok" });
      const [fault] = faultsOf(await diagnosed({ ...env, DATABASE_URL: `pglite:${temporaryDirectory()}/none` }));
      expect(fault).to.include({ subject: "port" });
      expect(fault?.message).to.include("another Taskward");
    } finally {
      await taskward.close();
    }
  });
});

describe("examineDatabase", () => {
  const faultAbout = async (subject: string, row: Parameters<typeof saying>[0]): Promise<Finding | undefined> =>
    about(faultsOf(await examineDatabase(saying(row))), subject);

  it("wants a PostgreSQL that Taskward is tested with, or a newer one", async () => {
    expect((await faultAbout("version", { version: "13.9", number: "130009" }))?.remedy).to.include("Upgrade");
    for (const number of ["140000", "180004", "190000"])
      expect(await faultAbout("version", { number }), number).to.equal(undefined);
  });

  it("wants texts in UTF-8", async () => {
    expect((await faultAbout("encoding", { encoding: "LATIN1" }))?.remedy).to.include("UTF8");
  });

  it("wants clocks that agree to within five seconds", async () => {
    expect((await faultAbout("clock", { ahead: 60_000 }))?.message).to.match(/(60|59\.9) seconds ahead of/);
    expect((await faultAbout("clock", { ahead: -60_000 }))?.message).to.include("behind");
    expect(await faultAbout("clock", { ahead: 3_000 })).to.equal(undefined);
  });

  it("wants every migration", async () => {
    expect((await faultAbout("migrations", {}))?.remedy).to.include("taskward migrate up");
  });
});
