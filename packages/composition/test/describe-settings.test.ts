import { expect } from "chai";
import { describeSettings, SettingsError } from "../src/index.js";
import { variables } from "../src/variables.js";

const valuesOf = (env: Record<string, string>): Record<string, string | null> =>
  Object.fromEntries(describeSettings({ process: env }).map(({ name, value }) => [name, value]));

describe("describeSettings", () => {
  it("names every variable, what it is, and whether that was given", () => {
    const settings = describeSettings({ process: { PORT: "8080", CORS_ORIGINS: "https://app.example.com" } });
    expect(settings.map(({ name }) => name)).to.deep.equal(Object.keys(variables));
    expect(settings.every(({ description }) => description !== "")).to.equal(true);
    expect(settings.find(({ name }) => name === "PORT")).to.include({ value: "8080", source: "environment" });
    expect(settings.find(({ name }) => name === "HOST")).to.include({ value: "127.0.0.1", source: "default" });
    expect(valuesOf({})).to.include({ JWT_JWKS_URL: null, DATABASE_PREPARED_STATEMENTS: "on", CORS_ORIGINS: "" });
  });

  it("tells what the file says from what the environment does, which goes before it", () => {
    const settings = describeSettings({ process: { PORT: "8080" }, file: { PORT: "8081", WORKERS: "1" } });
    expect(settings.find(({ name }) => name === "PORT")).to.include({ value: "8080", source: "environment" });
    expect(settings.find(({ name }) => name === "WORKERS")).to.include({ value: "1", source: ".env" });
  });

  it("shows no secret, wherever it stands", () => {
    const secret = "canary-canary-canary-canary-canary";
    const values = valuesOf({
      BETTER_AUTH_SECRET: secret,
      DATABASE_URL: `postgres://ann:${secret}@db.example.com/tasks?sslpassword=${secret}&sslmode=require`,
      DATABASE_MIGRATION_URL: `postgres://ann:${secret}@db.example.com:5432/tasks`,
    });
    expect(JSON.stringify(values)).not.to.include("canary");
    expect(values["DATABASE_URL"]).to.equal("postgres://ann:***@db.example.com/tasks?sslpassword=***&sslmode=require");
  });

  it("shows a value exactly as it was given, but for what is secret in it", () => {
    const given = {
      JWT_JWKS_URL: "HTTPS://id.example.com:443/keys",
      JWT_ISSUER: "https://id.example.com",
      JWT_AUDIENCE: "https://tasks.example.com:443/./api",
      CORS_ORIGINS: "https://a.example.com,https://b.example.com",
      DATABASE_URL: "pglite:/data//tasks",
      DATABASE_MIGRATION_URL: "postgres://ann@db.example.com:5432?sslmode=require",
    };
    expect(valuesOf(given)).to.include(given);
    const secrets = {
      ...given,
      JWT_JWKS_URL: "https://id.example.com/keys?api=c&v",
      JWT_ISSUER: "https://c@id.example",
    };
    expect(valuesOf(secrets)).to.include({
      JWT_JWKS_URL: "https://id.example.com/keys?api=***&***",
      JWT_ISSUER: "https://***@id.example",
    });
  });

  it("shows what is in force where that depends on other settings", () => {
    expect(valuesOf({})).to.include({ LOCAL_ACCOUNTS: "on", MIGRATE_ON_START: "on" });
    expect(valuesOf({})["LOG_FORMAT"]).to.be.oneOf(["json", "pretty"]);
    const provider = { JWT_JWKS_URL: "https://id.example/jwks", JWT_ISSUER: "https://id.example", JWT_AUDIENCE: "app" };
    const onServer = { ...provider, DATABASE_URL: "postgres://db.example/tasks" };
    expect(valuesOf(onServer)).to.include({ LOCAL_ACCOUNTS: "off", MIGRATE_ON_START: "off" });
    const given = { LOCAL_ACCOUNTS: "on", MIGRATE_ON_START: "on", LOG_FORMAT: "pretty" };
    expect(
      valuesOf({ ...onServer, ...given, BETTER_AUTH_SECRET: "one secret that is long enough for HS256" }),
    ).to.include(given);
  });

  it("refuses settings that are not right", () => {
    expect(() => describeSettings({ process: { PORT: "x" } })).to.throw(SettingsError);
  });
});
