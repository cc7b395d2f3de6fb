import type { Storage } from "@taskward/application";
import { type Timestamp, type UserId, userId } from "@taskward/domain";
import { expect } from "chai";
import type { Database } from "../src/database.js";
import { openPgStorage } from "../src/index.js";
import { drop } from "../src/run/wire.js";
import { openDatabase } from "./support/open-database.js";
import { outcomes } from "./support/outcomes.js";

const AT = "2026-01-31T12:00:00.000Z" as Timestamp;
const ann = userId("ann");
const newcomer = (id: UserId) => ({ id, email: `${id}@example.com`, name: null });

const ACTIONS: Readonly<Record<string, (storage: Storage) => Promise<unknown>>> = {
  "admitting a newcomer": ({ users }) => users.admit(newcomer(userId("eve")), AT),
  "adding a user": ({ users }) => users.add(newcomer(userId("eve")), AT),
  "registering an account": ({ credentials }) => credentials.register(newcomer(userId("eve")), "$hash$", AT),
  "erasing a user": ({ users }) => users.erase(ann, AT),
  "adding a task": ({ tasks }) => tasks.add(ann, { title: "new", description: "", completed: false }, AT),
};

describe("an action", () => {
  let database: Database;
  let storage: Storage;
  let calls: number;
  let failing: number | null;

  before(async () => {
    database = await openDatabase(1);
    const { client } = database.knex;
    const acquire = client.acquireConnection.bind(client);
    // Every statement passes here: the n-th finds its connection lost.
    client.acquireConnection = async () => {
      const connection = await acquire();
      const { query } = Object.getPrototypeOf(connection);
      connection.query = (...args: unknown[]) => {
        if (failing === calls++) drop(connection);
        return query.apply(connection, args);
      };
      return connection;
    };
    storage = openPgStorage(database, { shared: 0 });
  });
  after(() => storage.close());

  const reset = async (): Promise<void> => {
    failing = null;
    await database.knex.raw("truncate users, erased_users cascade");
    await storage.users.add(newcomer(ann), AT);
    await storage.tasks.add(ann, { title: "old", description: "", completed: false }, AT);
  };
  const everything = async () => {
    failing = null;
    const tables = ["users", "erased_users", "credentials", "tasks"].map((table) =>
      database
        .knex(table)
        .select("*")
        .orderBy(1)
        .then((rows) => rows.map(({ id, ...row }) => (table === "tasks" ? row : { id, ...row }))),
    );
    return JSON.stringify(await Promise.all(tables));
  };

  for (const [name, act] of Object.entries(ACTIONS))
    it(`of ${name} is done whole or not at all, whichever call fails`, async () => {
      await reset();
      const before = await everything();
      await act(storage);
      const done = await everything();
      expect(done).not.to.equal(before);
      for (let at = 0, missed = false; !missed; at++) {
        await reset();
        calls = 0;
        failing = at;
        const [end] = await outcomes([act(storage)]);
        missed = calls <= at;
        const now = await everything();
        expect([end, now], `call ${at}`).to.be.deep.oneOf([
          ["unavailable", before],
          ["done", done],
        ]);
        expect(database.knex.client.pool.numUsed()).to.equal(0);
      }
    });
});
