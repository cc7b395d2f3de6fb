import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { openPlace } from "../support/taskward.js";

describe("taskward doctor", function () {
  this.timeout(60_000);

  it("names each fault with its remedy, and ends with 1; without a fault, with 0", async () => {
    const place = openPlace(await createDatabase());
    const sick = await place.run(["doctor"], "", { PORT: "0" });
    expect(sick).to.include({ code: 1, stderr: "" });
    expect(sick.stdout).to.match(
      /^FAULT {2}migrations {2}not applied yet: 0001-.*\n +-> Run `taskward migrate up`\.$/m,
    );
    expect(sick.stdout).to.match(/^ok {5}version {5}PostgreSQL \d+/m);
    await place.run(["migrate", "up"]);
    const healthy = await place.run(["doctor", "--json"], "", { PORT: "0" });
    expect(healthy).to.include({ code: 0, stderr: "" });
    for (const finding of JSON.parse(healthy.stdout))
      expect(finding).to.include({ state: "ok", remedy: null }).and.have.keys("subject", "state", "message", "remedy");
    const unset = await place.run(["doctor"], "", { PORT: "eighty", TOKEN_TTL: "long" });
    expect(unset.code).to.equal(1);
    expect(unset.stdout.match(/^FAULT {2}settings/gm)).to.have.length(2);
    place.leave();
  });
});
