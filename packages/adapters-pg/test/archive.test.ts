import type { Storage } from "@taskward/application";
import { DomainError, draft, type Task, type TaskId, taskOf, timestamp, userId } from "@taskward/domain";
import { expect } from "chai";
import { connect } from "../src/connect.js";
import { openPgStorage } from "../src/index.js";
import { migrateUp } from "../src/migrate.js";
import { openServer, type Server } from "./support/server.js";

const [ann, bob] = [userId("ann"), userId("bob")];
const noon = timestamp(Date.UTC(2026, 0, 31, 12));

const annsTask = (id: number): Task => taskOf(draft({ title: "Ann's" }), id as TaskId, ann, noon);

describe("PgArchive beside others", () => {
  let server: Server;
  let storage: Storage;

  before(async () => {
    server = await openServer();
    const database = connect({ url: server.url });
    await migrateUp(database);
    storage = openPgStorage(database);
    for (const id of [ann, bob]) await storage.users.admit({ id, email: null, name: null }, noon);
  });
  after(async () => {
    await storage.close();
    await server.close();
  });

  it("waits for a task that is on the way with a number nobody can see yet, and refuses that number", async () => {
    await server.ask("begin");
    const [added] = await server.ask(
      "insert into tasks (user_id, title, created_at, updated_at) values ('bob', 'Bob''s', now(), now()) returning id",
    );
    const id = Number(added?.["id"]);
    const restoring = storage.archive.restore({ users: [], tasks: [annsTask(id)] }).catch((error: unknown) => error);
    await Promise.race([server.untilBlocked(1), restoring]);
    await server.ask("commit");
    expect(await restoring)
      .to.be.instanceOf(DomainError)
      .and.include({ code: "conflict" });
    expect(await storage.tasks.ownerOf(id as TaskId)).to.equal(bob);
  });
});
