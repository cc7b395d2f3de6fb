import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect } from "chai";
import { openDesk } from "../support/in-process.js";
import { storeCopy } from "../support/store-copy.js";
import { SECRET } from "../support/taskward.js";
import { run } from "./command.js";

describe("a shell for a named user", () => {
  it("works on that user's tasks in the configured store", async () => {
    const DATABASE_URL = `pglite:${await storeCopy()}`;
    const ann = await run("1\nBuy milk\n\n2\n", { DATABASE_URL }, ["--user", "ann"]);
    expect(ann.output)
      .to.match(/^Taskward: tasks of ann\.\n/)
      .and.include(" 1  [ ]   Buy milk\n1 task,");
    expect([ann.errors, ann.code]).to.deep.equal(["", 0]);
    const desk = openDesk(DATABASE_URL);
    expect(await desk.json("tasks", "list", "--user", "ann")).to.have.length(1);
    desk.leave();
  });

  it("says at once that the store is away, and does not try again", async () => {
    let asked = 0;
    const away = createServer((client) => {
      asked++;
      client.destroy();
    });
    await once(away.listen(0, "127.0.0.1"), "listening");
    const DATABASE_URL = `postgres://ann@127.0.0.1:${(away.address() as AddressInfo).port}/tasks`;
    const { errors, code } = await run("6\n", { DATABASE_URL, BETTER_AUTH_SECRET: SECRET }, ["--user", "ann"]);
    away.close();
    expect(errors).to.match(/^taskward: The database cannot be reached: .*\n$/);
    expect([asked, code]).to.deep.equal([1, 1]);
  });
});
