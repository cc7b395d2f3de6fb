import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { openDesk } from "../support/in-process.js";

describe("taskward doctor", () => {
  it("names each fault with its remedy, and ends with 1; without a fault, with 0", async () => {
    const url = await createDatabase();
    const desk = openDesk(url, { PORT: "0" });
    const sick = await desk.run("doctor");
    expect(sick).to.include({ code: 1, stderr: "" });
    expect(sick.stdout).to.match(
      /^FAULT {2}migrations {2}not applied yet: 0001-.*\n +-> Run `taskward migrate up`\.$/m,
    );
    expect(sick.stdout).to.match(/^ok {5}version {5}PostgreSQL \d+/m);
    await desk.run("migrate", "up");
    const healthy = await desk.run("doctor", "--json");
    expect(healthy).to.include({ code: 0, stderr: "" });
    for (const finding of JSON.parse(healthy.stdout))
      expect(finding).to.include({ state: "ok", remedy: null }).and.have.keys("subject", "state", "message", "remedy");
    desk.leave();
    const other = openDesk(url, { PORT: "eighty", TOKEN_TTL: "long" });
    const unset = await other.run("doctor");
    expect(unset.code).to.equal(1);
    expect(unset.stdout.match(/^FAULT {2}settings/gm)).to.have.length(2);
    other.leave();
  });
});
