import { userId } from "@taskward/domain";
import { expect } from "chai";
import { openTokens, readSettings } from "../src/index.js";

const ann = userId("ann");
const SECRET = { BETTER_AUTH_SECRET: "one secret that is long enough for HS256" };
const MEMORY = { DATABASE_URL: "memory:" };
const JWKS = {
  JWT_JWKS_URL: "http://127.0.0.1:1/jwks",
  JWT_ISSUER: "https://id.example.com",
  JWT_AUDIENCE: "tasks",
};
const tokensWith = (env: Record<string, string>) => openTokens(readSettings({ ...MEMORY, ...env }));

describe("openTokens", () => {
  it("issues a token that is accepted wherever the secret is the same, and nowhere else", async () => {
    const { token, expiresAt } = tokensWith(SECRET).issue(ann, 60);
    expect(Date.parse(expiresAt)).to.be.closeTo(Date.now() + 60_000, 5_000);
    const report = await tokensWith(SECRET).inspect(token);
    expect(report.identity).to.include({ id: ann, email: null, name: null });
    expect(report.faults).to.deep.equal([]);
    const elsewhere = await tokensWith({ BETTER_AUTH_SECRET: SECRET.BETTER_AUTH_SECRET.toUpperCase() }).inspect(token);
    expect(elsewhere.identity).to.equal(null);
    expect(elsewhere.faults.join()).to.include("not signed with the secret that is configured here");
  });

  it("names what a token must say here and does not", async () => {
    const { token } = tokensWith(SECRET).issue(ann);
    const report = await tokensWith({ ...SECRET, JWT_ISSUER: "https://id.example.com", JWT_SUBJECT: "uuid" }).inspect(
      token,
    );
    expect(report.faults).to.have.length(2);
    expect(report.faults.join()).to.include("issuer").and.include("not a UUID");
  });

  it("keeps local accounts apart from an identity provider's users", async () => {
    const both = tokensWith({ ...SECRET, ...JWKS, LOCAL_ACCOUNTS: "on" });
    expect(() => both.issue(ann)).to.throw(/tokens are not accepted/);
    expect((await both.inspect(both.issue(userId("local:ann")).token)).identity).to.include({ id: "local:ann" });
    const { token } = tokensWith(SECRET).issue(ann);
    expect((await both.inspect(token)).faults.join()).to.include('cannot speak for "ann"');
  });

  it("makes no token that could never count", () => {
    expect(() => tokensWith({})).to.throw(/BETTER_AUTH_SECRET/);
    expect(() => tokensWith(JWKS).issue(ann)).to.throw(/identity provider/);
    const both = tokensWith({ ...JWKS, LOCAL_ACCOUNTS: "on" });
    expect(() => both.issue(userId("local:ann"))).to.throw(/BETTER_AUTH_SECRET/);
  });
});
