import { readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { secretFor } from "../src/secret.js";
import { environment, readDatabaseSettings, readSettings, SettingsError } from "../src/settings.js";
import { settingsFaults } from "./support/settings-faults.js";

const SECRET = "q9d8f7a6s5d4f3g2h1j0k9l8z7x6c5v4b3n2m1";
const POSTGRES = "postgres://ann:hunter2-canary@db.example/tasks";

const faultsOf = (env: Record<string, string>): Record<string, string> => settingsFaults(() => readSettings(env));

describe("settings", () => {
  it("have a default for everything a newcomer needs", () => {
    expect(readSettings({})).to.deep.include({
      database: { kind: "embedded", directory: resolve(".taskward/data") },
      migrateOnStart: true,
      secret: null,
      localAccounts: true,
      foreignTasks: "hide",
      host: "127.0.0.1",
      port: 8000,
      workers: 1,
    });
  });

  it("take PostgreSQL, its pooler and its migrations from three variables", () => {
    const settings = readSettings({
      DATABASE_URL: POSTGRES,
      DATABASE_MIGRATION_URL: "postgresql://direct.example/tasks",
      DATABASE_POOL_MAX: "3",
      BETTER_AUTH_SECRET: SECRET,
    });
    expect(settings.database).to.deep.equal({
      kind: "server",
      url: POSTGRES,
      migrationUrl: "postgresql://direct.example/tasks",
      poolMax: 3,
      preparedStatements: true,
    });
    expect(settings.migrateOnStart).to.equal(false);
  });

  it("name every variable at fault in one message, and no value", () => {
    const env = {
      PORT: "70000",
      LOG_LEVEL: "loud-canary",
      DATABASE_URL: "mysql://hunter2-canary@x",
      BETTER_AUTH_SECRET: "short-canary",
      CORS_ORIGINS: "https://ok.example,*",
      TRUST_PROXY: "yes-canary",
    };
    expect(Object.keys(faultsOf(env))).to.have.members(Object.keys(env));
    expect(() => readSettings(env))
      .to.throw(SettingsError)
      .with.property("message")
      .that.does.not.match(/canary/);
  });

  for (const PORT of ["abc", "-1", "70000", "", "3000 ", "1e3", "0x50", "08", "٣"])
    it(`refuse PORT="${PORT}"`, () => expect(faultsOf({ PORT })).to.have.keys("PORT"));

  for (const origin of ["*", "null", "https://*.example", "https://a.example/", "https://A.example", "ftp://a.example"])
    it(`refuse CORS_ORIGINS="${origin}"`, () =>
      expect(faultsOf({ CORS_ORIGINS: `https://ok.example,${origin}` })).to.have.keys("CORS_ORIGINS"));

  it("want a secret with PostgreSQL, but not where an identity provider signs", () => {
    expect(faultsOf({ DATABASE_URL: POSTGRES })).to.have.keys("BETTER_AUTH_SECRET");
    expect(faultsOf({ DATABASE_URL: POSTGRES, BETTER_AUTH_SECRET: "" })).to.have.keys("BETTER_AUTH_SECRET");
    const provider = { JWT_JWKS_URL: "https://id.example/jwks", JWT_ISSUER: "https://id.example", JWT_AUDIENCE: "app" };
    expect(faultsOf({ DATABASE_URL: POSTGRES, ...provider })).to.deep.equal({});
    expect(faultsOf({ DATABASE_URL: POSTGRES, ...provider, LOCAL_ACCOUNTS: "on" })).to.have.keys("BETTER_AUTH_SECRET");
    expect(faultsOf({ DATABASE_URL: POSTGRES, ...provider, JWT_JWKS_URL: "id.example" })).to.have.keys("JWT_JWKS_URL");
    expect(readSettings({ ...provider }).localAccounts).to.equal(false);
  });

  it("refuse well-known secrets", () => {
    expect(faultsOf({ BETTER_AUTH_SECRET: "better-auth-secret-12345678901234567890" })).to.have.keys(
      "BETTER_AUTH_SECRET",
    );
  });

  it("refuse a user or a password in the address of keys, with which nothing is fetched, and print neither", () => {
    for (const user of ["canary", "ann:canary", ":canary"]) {
      const env = { JWT_JWKS_URL: `https://${user}@id.example/jwks`, JWT_ISSUER: "i", JWT_AUDIENCE: "a", PORT: "x" };
      expect(faultsOf(env), user).to.have.keys("JWT_JWKS_URL", "PORT");
      expect(faultsOf(env)["JWT_JWKS_URL"]).to.include("no user and no password").and.not.include("canary");
    }
    expect(faultsOf({ JWT_JWKS_URL: "canary" })["JWT_JWKS_URL"]).to.equal("must be an http(s):// URL");
  });

  it("want issuer and audience with JWKS", () => {
    expect(faultsOf({ JWT_JWKS_URL: "https://id.example/jwks" })).to.have.keys("JWT_ISSUER", "JWT_AUDIENCE");
  });

  it("refuse several workers on a store that one process holds", () => {
    expect(faultsOf({ WORKERS: "2" })).to.have.keys("WORKERS");
    expect(faultsOf({ DATABASE_URL: POSTGRES, BETTER_AUTH_SECRET: SECRET, WORKERS: "2" })).to.deep.equal({});
    expect(faultsOf({ WORKERS: "some" })).to.have.keys("WORKERS");
  });
});

describe("settings in files", () => {
  let directory: string;
  beforeEach(() => {
    directory = temporaryDirectory();
  });

  it("are read from .env, under those of the process", () => {
    writeFileSync(join(directory, ".env"), "TASKWARD_TEST_ONLY=from file\nPATH=from file\n");
    const env = environment(directory);
    expect(env["TASKWARD_TEST_ONLY"]).to.equal("from file");
    expect(env["PATH"]).to.equal(process.env["PATH"]);
  });

  it("are read as editors on Windows save them, in UTF-8", () => {
    writeFileSync(join(directory, ".env"), "\uFEFFTASKWARD_TEST_ONLY=first\r\nTASKWARD_TEST_TOO='second'\r\n");
    expect(environment(directory)).to.include({ TASKWARD_TEST_ONLY: "first", TASKWARD_TEST_TOO: "second" });
  });

  it("are not passed over in silence in another encoding", () => {
    writeFileSync(join(directory, ".env"), "\uFEFFTASKWARD_TEST_ONLY=first\r\n", "utf16le");
    expect(() => environment(directory)).to.throw(SettingsError, /\.env cannot be read: .*utf-8/i);
  });

  it("keep a secret that was made, for their owner only", () => {
    const data = join(directory, "store", "data");
    const secret = secretFor({ kind: "embedded", directory: data });
    expect(Buffer.byteLength(secret)).to.be.at.least(32);
    expect(secretFor({ kind: "embedded", directory: data })).to.equal(secret);
    if (process.platform !== "win32") expect(statSync(`${data}.secret`).mode & 0o777).to.equal(0o600);
  });

  for (const spelt of ["store", "store/", "store//", "./store/.", "other/../store/"])
    it(`keep a secret beside the store's directory and out of it, when that is written as ${spelt}`, () => {
      const { database } = readSettings({ DATABASE_URL: `pglite:${directory}/${spelt}` });
      secretFor(database);
      expect(readdirSync(directory)).to.deep.equal(["store.secret"]);
    });

  it("take a relative directory from where the command was started, that one itself included", () => {
    const here = process.cwd();
    for (const [spelt, meant] of [
      [".", here],
      ["./", here],
      ["data/", join(here, "data")],
      ["..", dirname(here)],
    ])
      expect(readDatabaseSettings({ DATABASE_URL: `pglite:${spelt}` }), spelt).to.deep.equal({
        kind: "embedded",
        directory: meant,
      });
  });

  it("refuse a kept secret that has been emptied", () => {
    const data = join(directory, "data");
    writeFileSync(`${data}.secret`, "\n");
    expect(() => secretFor({ kind: "embedded", directory: data })).to.throw(/does not hold a secret/);
  });
});
