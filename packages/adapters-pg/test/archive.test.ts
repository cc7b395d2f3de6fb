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

  const refusesWhatIsOnTheWay = async ({ archive, tasks }: Storage): Promise<void> => {
    await server.ask("begin");
    const [added] = await server.ask(
      "insert into tasks (user_id, title, created_at, updated_at) values ('bob', 'Bob''s', now(), now()) returning id",
    );
    const id = Number(added?.["id"]);
    const restoring = archive.restore({ users: [], tasks: [annsTask(id)] }).catch((error: unknown) => error);
    await Promise.race([server.untilBlocked(1), restoring]);
    await server.ask("commit");
    expect(await restoring)
      .to.be.instanceOf(DomainError)
      .and.include({ code: "conflict" });
    expect(await tasks.ownerOf(id as TaskId)).to.equal(bob);
  };

  it("waits for a task that is on the way with a number nobody can see yet, and refuses that number", async () => {
    await refusesWhatIsOnTheWay(storage);
  });

  it("does so where the database has transactions see only what was there when they began", async () => {
    const options = encodeURIComponent("-c default_transaction_isolation=serializable");
    const serializable = openPgStorage(connect({ url: `${server.url}?options=${options}` }));
    try {
      // Its connection has to be there before the administrator looks, from within a transaction, who waits.
      await serializable.archive.restore({ users: [], tasks: [] });
      await refusesWhatIsOnTheWay(serializable);
    } finally {
      await serializable.close();
    }
  });
});
