import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import type { Client } from "pg";
import { connect } from "../src/connect.js";
import type { Database } from "../src/database.js";
import { openEmbedded } from "../src/embedded/open-embedded.js";
import { ForeignDatabase, migrateDown, migrateUp, migrationStatus } from "../src/migrate.js";
import { startChild } from "./support/child.js";
import { storeCopy } from "./support/store-copy.js";

const ALL = ["0001-users-and-tasks", "0002-rate-limits", "0003-cheaper-writes"];
const TABLES = ["credentials", "erased_users", "rate_limits", "tasks", "users"];

/** The names of Taskward's tables that are there. */
const tablesIn = async ({ knex }: Database): Promise<string[]> => {
  const rows: { name: string }[] = await knex("pg_tables")
    .select({ name: "tablename" })
    .where("schemaname", "public")
    .andWhereNot("tablename", "like", "knex%")
    .orderByRaw('tablename collate "C"');
  return rows.map(({ name }) => name);
};

const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof ForeignDatabase) return error.message;
      throw error;
    },
  );

const STORES: Readonly<Record<string, () => Promise<Database>>> = {
  "a PostgreSQL server": async () => connect({ url: await createDatabase() }),
  "an embedded store": async () => {
    const database = await openEmbedded(await storeCopy());
    await migrateDown(database);
    return database;
  },
};

for (const [name, open] of Object.entries(STORES))
  describe(`migrating ${name}`, () => {
    let database: Database;

    before(async () => {
      database = await open();
    });
    after(() => database.close());
    beforeEach(() => migrateDown(database, { all: true }));

    it("applies every migration once, and then has nothing to do", async () => {
      expect(await migrateUp(database)).to.deep.equal(ALL);
      expect(await tablesIn(database)).to.deep.equal(TABLES);
      expect(await migrateUp(database)).to.deep.equal([]);
    });

    it("tells what has been applied and when", async () => {
      expect((await migrationStatus(database)).map(({ appliedAt }) => appliedAt)).to.deep.equal(ALL.map(() => null));
      const before = new Date().toISOString();
      await migrateUp(database);
      for (const { name, appliedAt } of await migrationStatus(database)) {
        expect(ALL).to.include(name);
        expect(appliedAt).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(appliedAt && appliedAt >= before).to.equal(true);
      }
    });

    it("goes down and up again", async () => {
      await migrateUp(database);
      expect(await migrateDown(database)).to.deep.equal(ALL.toReversed());
      expect(await tablesIn(database)).to.deep.equal([]);
      expect(await migrateDown(database)).to.deep.equal([]);
      expect(await migrateUp(database)).to.deep.equal(ALL);
    });

    it("takes back what was applied last, or everything", async () => {
      await migrateUp(database);
      await database.knex("knex_migrations").where("name", ALL.at(-1)).update({ batch: 2 });
      expect(await migrateDown(database)).to.deep.equal(ALL.slice(-1));
      expect(await migrateDown(database, { all: true })).to.deep.equal(ALL.slice(0, -1).toReversed());
    });

    it("does not mind a lock that Knex's own command line left behind", async () => {
      await migrateUp(database);
      await database.knex("knex_migrations_lock").update({ is_locked: 1 });
      expect(await migrateDown(database)).to.have.length(ALL.length);
    });

    it("refuses a database with migrations of a newer version, and changes nothing", async () => {
      await migrateUp(database);
      await database.knex("knex_migrations").insert({ name: "9999-newer", batch: 2 });
      for (const act of [migrateUp, migrateDown, migrationStatus])
        expect(await refusal(act(database))).to.include("9999-newer");
      expect(await tablesIn(database)).to.deep.equal(TABLES);
      await database.knex("knex_migrations").where("name", "9999-newer").delete();
    });

    it("refuses a database in which somebody else has tables of these names, and changes nothing", async () => {
      const { knex } = database;
      await knex.schema
        .dropTable("knex_migrations")
        .dropTable("knex_migrations_lock")
        .createTable("tasks", () => {});
      for (const act of [migrateUp, migrateDown, migrationStatus])
        expect(await refusal(act(database))).to.include('a table "tasks" that Taskward did not make');
      expect(await tablesIn(database)).to.deep.equal(["tasks"]);
      await knex.schema.dropTable("tasks");
    });
  });

describe("migrating a database that is not in UTF-8", () => {
  it("is refused while there is nothing in it, and changes nothing", async () => {
    const database = connect({ url: await createDatabase("encoding 'SQL_ASCII' locale 'C'") });
    const outcome = await migrateUp(database).then(String, (error: Error) => error.message);
    expect(outcome).to.include("SQL_ASCII").and.include("--encoding UTF8");
    expect((await migrationStatus(database)).map(({ appliedAt }) => appliedAt)).to.deep.equal(ALL.map(() => null));
    await database.close();
  });
});

describe("migrating at the same time, or being killed over it", () => {
  let url: string;
  let observer: Database;

  beforeEach(async () => {
    url = await createDatabase();
    observer = connect({ url });
  });
  afterEach(() => observer.close());

  it("is done once by eight who come together, and all of them succeed", async () => {
    const databases = Array.from({ length: 8 }, () => connect({ url, poolMax: 1 }));
    const starts = databases.map((database) => migrationStatus(database).then(() => migrateUp(database)));
    const applied = await Promise.all(starts);
    await Promise.all(databases.map((database) => database.close()));
    expect(applied.filter(({ length }) => length > 0)).to.deep.equal([ALL]);
  });

  /** Looks at the state, and just before the statement of this number somebody migrates. */
  const lookAround = async (statement: number): Promise<readonly boolean[]> => {
    const looking = connect({ url, poolMax: 1 });
    const { client } = looking.knex;
    const acquire = client.acquireConnection.bind(client);
    let asked = 0;
    client.acquireConnection = async () => {
      if (++asked === statement) await migrateUp(observer);
      return acquire();
    };
    try {
      return (await migrationStatus(looking)).map(({ appliedAt }) => appliedAt !== null);
    } finally {
      await looking.close();
    }
  };

  for (const statement of [1, 2, 3])
    it(`is seen whole or not at all by one who looks, when it comes before their statement ${statement}`, async () => {
      expect(new Set(await lookAround(statement))).to.have.length(1);
    });

  it("is done once by processes that come together", async () => {
    const children = Array.from({ length: 3 }, () => startChild("migrate-and-die", url));
    const counts = await Promise.all(children.map((child) => child.line()));
    expect(await Promise.all(children.map(({ ended }) => ended))).to.deep.equal([0, 0, 0]);
    expect(counts.sort()).to.deep.equal(["0", "0", String(ALL.length)]);
  });

  /** Migrates until so many statements were answered, then loses its connection. Whether it came to its end. */
  const migrateFor = async (statements: number): Promise<boolean> => {
    const database = connect({ url, poolMax: 1 });
    let answered = 0;
    let connection: Client | undefined;
    const { client } = database.knex;
    const acquire = client.acquireConnection.bind(client);
    client.acquireConnection = async () => {
      connection = await acquire();
      return connection;
    };
    database.knex.on("query-response", () => {
      if (++answered === statements)
        (connection as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    });
    const outcome = await migrateUp(database).then(
      () => true,
      () => false,
    );
    await database.close();
    return outcome;
  };

  it("leaves nothing half done, whichever statement is the last one", async () => {
    let statements = 0;
    while (!(await migrateFor(++statements)) && (await tablesIn(observer)).length === 0);
    expect(await tablesIn(observer)).to.deep.equal(TABLES);
    expect(statements).to.be.greaterThan(TABLES.length);
  });

  for (const statements of [1, 8, 14])
    it(`leaves nothing half done in an embedded store when it is killed after statement ${statements}`, async () => {
      const directory = await storeCopy();
      const emptied = await openEmbedded(directory);
      await migrateDown(emptied);
      await emptied.close();

      const killed = startChild("migrate-and-die", directory, String(statements));
      expect(await killed.ended).to.equal("SIGKILL");
      const database = await openEmbedded(directory);
      expect(await tablesIn(database)).to.deep.equal([]);
      expect(await migrateUp(database)).to.deep.equal(ALL);
      await database.close();
    });
});
