import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openTokens, readSettings } from "@taskward/composition";
import { userId } from "@taskward/domain";
import { expect } from "chai";
import { type Desk, openDesk } from "../support/in-process.js";
import { openPlace } from "../support/taskward.js";

// No database listens there: tokens need none.
const NOWHERE = "postgres://127.0.0.1:1/tasks";

describe("tokens from the command line", () => {
  let desk: Desk;
  before(() => {
    desk = openDesk(NOWHERE);
  });
  after(() => desk.leave());

  const inspect = (token: string, ...options: string[]) => {
    writeFileSync(join(desk.directory, "token.txt"), token);
    return desk.run("token", "inspect", "token.txt", ...options);
  };

  it("are printed alone, and accepted again, also from standard input", async () => {
    const issued = await desk.run("token", "issue", "--user", "ann", "--ttl", "60");
    expect(issued.stderr).to.equal("");
    expect(issued.stdout).to.match(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const accepted = await inspect(`Bearer ${issued.stdout}`);
    expect(accepted).to.include({ code: 0, stderr: "" });
    expect(accepted.stdout).to.include('"sub":"ann"').and.include("Accepted: it speaks for ann.");
    const { token, expires_at } = await desk.json("token", "issue", "--user", "bob");
    expect(Date.parse(expires_at)).to.be.closeTo(Date.now() + 86_400_000, 60_000);
    const place = openPlace(NOWHERE);
    const piped = await place.run(["token", "inspect", "--json"], token);
    expect(JSON.parse(piped.stdout)).to.deep.include({ accepted: true, user: "bob", faults: [] });
    place.leave();
  });

  it("are refused with the reason, and never with the secret", async () => {
    const secret = "another secret of thirty-two bytes";
    const settings = readSettings({ DATABASE_URL: NOWHERE, BETTER_AUTH_SECRET: secret });
    const foreign = await inspect(openTokens(settings).issue(userId("ann")).token);
    expect(foreign).to.include({ code: 1, stderr: "" });
    expect(foreign.stdout).to.include("not signed with the secret").and.not.include("thirty-two");
    expect(JSON.parse((await inspect("a.b.c", "--json")).stdout)).to.include({ accepted: false, user: null });
    const hostile = await inspect(`${Buffer.from('{"alg":"\u009b31m"}').toString("base64url")}..`);
    expect(hostile.stdout).to.include("\\u009b31m").and.not.include("\u009b");
    const missing = await desk.run("token", "inspect", "none.txt");
    expect(missing.stderr).to.equal("taskward: none.txt cannot be read: there is no such file or directory\n");
    for (const nothing of ["", "\n", "two\nlines"]) expect((await inspect(nothing)).stdout, nothing).to.equal("");
  });
});
