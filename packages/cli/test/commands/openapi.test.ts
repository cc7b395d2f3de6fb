import { expect } from "chai";
import { openDesk } from "../support/in-process.js";
import type { Outcome } from "../support/taskward.js";

describe("taskward openapi", () => {
  const openapi = async (env: Record<string, string>): Promise<Outcome> => {
    const desk = openDesk("postgres://nobody@127.0.0.1:1/nowhere", env);
    const outcome = await desk.run("openapi");
    desk.leave();
    return outcome;
  };

  const pathsWith = async (env: Record<string, string>): Promise<readonly string[]> => {
    const { code, stdout, stderr } = await openapi(env);
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
    const { code, stderr } = await openapi({ LOCAL_ACCOUNTS: "perhaps" });
    expect(code).to.equal(1);
    expect(stderr).to.contain("LOCAL_ACCOUNTS");
  });
});
