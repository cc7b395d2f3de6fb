import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { connect } from "../src/connect.js";
import type { Database } from "../src/database.js";
import { openEmbedded } from "../src/embedded/open-embedded.js";
import { migrateUp } from "../src/migrate.js";
import { storeCopy } from "./support/store-copy.js";

const AT = "2026-01-31T12:00:00.000Z";
const EARLIER = "2026-01-31T11:59:59.999Z";
const TASK = { user_id: "ann", title: "Buy milk", created_at: AT, updated_at: AT };
const CHECK = "23514";
const FOREIGN_KEY = "23503";
const UNIQUE = "23505";
const NOT_NULL = "23502";

/** The SQLSTATE that an insertion ends with; null when it was accepted. */
const state = async ({ knex }: Database, table: string, row: object): Promise<unknown> => {
  try {
    await knex.transaction((trx) => trx(table).insert(row));
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

const REFUSED: readonly [what: string, table: string, row: object, state: string][] = [
  ["a task without a title", "tasks", { ...TASK, title: "" }, CHECK],
  ["a title of 201 characters", "tasks", { ...TASK, title: "💧".repeat(201) }, CHECK],
  ["a description of 1001 characters", "tasks", { ...TASK, description: "💧".repeat(1001) }, CHECK],
  ["a completed task that was never completed", "tasks", { ...TASK, completed: true }, CHECK],
  ["an open task with a time of completion", "tasks", { ...TASK, completed_at: AT }, CHECK],
  ["a task changed before it was made", "tasks", { ...TASK, updated_at: EARLIER }, CHECK],
  ["a version below 1", "tasks", { ...TASK, version: 0 }, CHECK],
  ["a task of nobody", "tasks", { ...TASK, user_id: "carol" }, FOREIGN_KEY],
  ["a task without times", "tasks", { user_id: "ann", title: "Buy milk" }, NOT_NULL],
  ["a user with an empty id", "users", { id: "", created_at: AT }, CHECK],
  ["an id of 256 characters", "users", { id: "💧".repeat(256), created_at: AT }, CHECK],
  ["an e-mail of 255 characters", "users", { id: "carol", email: "c".repeat(255), created_at: AT }, CHECK],
  ["somebody else's e-mail", "users", { id: "carol", email: "ann@example.com", created_at: AT }, UNIQUE],
  ["a name of 201 characters", "users", { id: "carol", name: "💧".repeat(201), created_at: AT }, CHECK],
  ["credentials of nobody", "credentials", { user_id: "carol", password_hash: "$", updated_at: AT }, FOREIGN_KEY],
];

const ACCEPTED: readonly [what: string, table: string, row: object][] = [
  ["texts of full length", "tasks", { ...TASK, title: "💧".repeat(200), description: "💧".repeat(1000) }],
  ["a completed task", "tasks", { ...TASK, completed: true, completed_at: AT }],
  ["an id and a name of full length", "users", { id: "💧".repeat(255), name: "💧".repeat(200), created_at: AT }],
];

const STORES: Readonly<Record<string, () => Promise<Database>>> = {
  "a PostgreSQL server": async () => connect({ url: await createDatabase() }),
  "an embedded store": async () => openEmbedded(await storeCopy()),
};

for (const [name, open] of Object.entries(STORES))
  describe(`the schema on ${name}`, () => {
    let database: Database;

    before(async () => {
      database = await open();
      await migrateUp(database);
      await database.knex("users").insert({ id: "ann", email: "ann@example.com", created_at: AT });
    });
    after(() => database.close());

    for (const [what, table, row, expected] of REFUSED)
      it(`refuses ${what}`, async () => {
        expect(await state(database, table, row)).to.equal(expected);
      });

    for (const [what, table, row] of ACCEPTED)
      it(`accepts ${what}`, async () => {
        expect(await state(database, table, row)).to.equal(null);
      });

    it("removes with a user what is theirs, and nothing else", async () => {
      const { knex } = database;
      await knex("users").insert({ id: "bob", created_at: AT });
      await knex("credentials").insert({ user_id: "bob", password_hash: "$", updated_at: AT });
      await knex("tasks").insert([TASK, { ...TASK, user_id: "bob" }]);
      const left = async (table: string): Promise<unknown> =>
        (await knex(table).distinct("user_id")).map((row) => row.user_id);
      await knex("users").where("id", "bob").delete();
      expect(await left("tasks")).to.deep.equal(["ann"]);
      expect(await left("credentials")).to.deep.equal([]);
    });

    it("can be filled from outside with tasks that have numbers already", async () => {
      const { knex } = database;
      await knex.raw("insert into users (id, created_at) select 'user-' || n, now() from generate_series(1, 3) n");
      await knex.raw(
        `insert into tasks (id, user_id, title, description, completed, completed_at, created_at, updated_at)
         overriding system value
         select 1000 + n, 'user-' || n, 'task ' || n, '', n = 1, case when n = 1 then now() end, now(), now()
         from generate_series(1, 3) n`,
      );
      await knex.raw("select setval(pg_get_serial_sequence('tasks', 'id'), 1003)");
      const [made] = await knex("tasks")
        .insert({ ...TASK, user_id: "user-1" })
        .returning("id");
      expect(Number(made.id)).to.equal(1004);
    });

    it("orders users by code point, whatever the locale", async () => {
      const { knex } = database;
      await knex("users").insert(["b", "A", "ä", "Z", "a"].map((id) => ({ id: `order-${id}`, created_at: AT })));
      const rows = await knex("users").where("id", "like", "order-%").orderBy("id").select("id");
      expect(rows.map(({ id }) => id)).to.deep.equal(["A", "Z", "a", "b", "ä"].map((id) => `order-${id}`));
    });
  });
