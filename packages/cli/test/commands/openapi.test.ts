import { expect } from "chai";
import { openPlace, type Place } from "../support/taskward.js";

describe("taskward openapi", () => {
  let place: Place;

  before(() => {
    place = openPlace("postgres://nobody@127.0.0.1:1/nowhere");
  });

  after(() => place.leave());

  const pathsWith = async (env: Record<string, string>): Promise<readonly string[]> => {
    const { code, stdout, stderr } = await place.run(["openapi"], "", env);
    expect([code, stderr]).to.deep.equal([0, ""]);
    const document = JSON.parse(stdout) as { openapi: string; paths: object };
    expect(document.openapi).to.match(/^3\.1\./);
    return Object.keys(document.paths);
  };

  it("describes the API that the settings ask for, without a store and without a secret", async () => {
    const accounts = ["/auth/signup", "/auth/signin"];
    expect(await pathsWith({ BETTER_AUTH_SECRET: "" })).to.include.members(["/tasks", "/healthz", ...accounts]);
    for (const env of [{ LOCAL_ACCOUNTS: "off" }, { JWT_JWKS_URL: "https://id.example.com/jwks" }])
      expect(await pathsWith({ BETTER_AUTH_SECRET: "", ...env }))
        .to.include("/tasks")
        .and.not.include.members(accounts);
  });

  it("says which setting keeps it from telling", async () => {
    const { code, stderr } = await place.run(["openapi"], "", { LOCAL_ACCOUNTS: "perhaps" });
    expect(code).to.equal(1);
    expect(stderr).to.contain("LOCAL_ACCOUNTS");
  });
});
