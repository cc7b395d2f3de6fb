import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Desk, openDesk } from "../../support/in-process.js";
import { SECRET } from "../../support/taskward.js";

describe("taskward serve --print-settings", () => {
  let desk: Desk;
  before(() => {
    desk = openDesk("pglite:data");
  });
  after(() => desk.leave());

  it("prints every setting with its secrets masked, and opens no store", async () => {
    writeFileSync(join(desk.directory, ".env"), "PORT=8123\n");
    const { code, stdout } = await desk.run("serve", "--print-settings");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^DATABASE_URL +pglite:data +environment$/m);
    expect(stdout).to.match(/^PORT +8123 +\.env$/m);
    expect(stdout).to.match(/^BETTER_AUTH_SECRET +\*\*\* +environment$/m);
    expect(stdout).to.match(/^WORKERS +1 +default$/m);
    expect(stdout).not.to.include(SECRET);
    expect(existsSync(join(desk.directory, "data"))).to.equal(false);
  });

  it("prints JSON for machines", async () => {
    const settings: { name: string; value: string }[] = await desk.json("serve", "--print-settings");
    expect(settings.find(({ name }) => name === "HOST")).to.include({ value: "127.0.0.1", source: "default" });
  });

  it("says all that is wrong at once instead", async () => {
    writeFileSync(join(desk.directory, ".env"), "PORT=x\nWORKERS=0\n");
    const { code, stderr } = await desk.run("serve", "--print-settings");
    expect(code).to.equal(1);
    expect(stderr).to.match(/PORT must be .*\n +WORKERS must be /);
  });
});
