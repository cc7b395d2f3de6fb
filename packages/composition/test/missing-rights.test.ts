import { randomUUID } from "node:crypto";
import { connect, type Database, migrateUp } from "@taskward/adapters-pg";
import { createDatabase, freePort } from "@taskward/testing";
import { expect } from "chai";
import {
  diagnose,
  type Finding,
  openMigrations,
  readDatabaseSettings,
  readSettings,
  startTaskward,
} from "../src/index.js";
import { missingMigrations } from "../src/reach-database.js";

const FOREVER = 3_600_000;
const ROLE = `taskward_test_${randomUUID().replaceAll("-", "")}`;
const ENV = { PORT: "0", LOG_LEVEL: "silent", BETTER_AUTH_SECRET: "one secret that is long enough for HS256" };

describe("a user of the database without rights on Taskward's tables", () => {
  let owner: Database;
  let url: string;

  before(async () => {
    const database = await createDatabase();
    owner = connect({ url: database, poolMax: 1 });
    await migrateUp(owner);
    await owner.knex.raw(`create role ${ROLE} login password 'secret'`);
    url = Object.assign(new URL(database), { username: ROLE, password: "secret" }).href;
  });
  after(async () => {
    await owner.knex.raw(`drop owned by ${ROLE}`);
    await owner.knex.raw(`drop role ${ROLE}`);
    await owner.close();
  });

  const refusal = async (): Promise<string> => {
    const database = connect({ url, poolMax: 1 });
    const outcome = await missingMigrations(database, FOREVER).then(String, (error: Error) => error.message);
    await database.close();
    return outcome;
  };

  it("is told so by everything that looks for migrations, and at once", async () => {
    expect(await refusal()).to.match(/may not read tables that are there \(.*knex_migrations.*\): docs\//);
    const migrations = await openMigrations(readDatabaseSettings({ DATABASE_URL: url }));
    const status = await migrations?.status().then(String, (error: Error) => error.message);
    expect(status).to.equal(await refusal());
    await migrations?.close();
  });

  it("is told by doctor, with what to do about it", async () => {
    const fault = (await diagnose(() => ({ ...ENV, DATABASE_URL: url }))).find(({ state }) => state === "fault");
    expect(fault?.message).to.include("may not read tables that are there");
    expect(fault?.remedy).to.include("docs/operations/postgresql.md");
  });

  it("is told so by a server that has just migrated as the owner", async () => {
    const empty = new URL(await createDatabase());
    const DATABASE_URL = Object.assign(new URL(empty), { username: ROLE, password: "secret" }).href;
    const env = { ...ENV, DATABASE_URL, DATABASE_MIGRATION_URL: empty.href, MIGRATE_ON_START: "on" };
    const outcome = await startTaskward(readSettings(env)).then(String, (error: Error) => error.message);
    expect(outcome).to.include("may not read tables that are there");
  });

  it("is told that it may not migrate, and who may", async () => {
    const empty = await createDatabase();
    const administrator = connect({ url: empty, poolMax: 1 });
    // As it is by default since PostgreSQL 15.
    await administrator.knex.raw("revoke create on schema public from public");
    await administrator.close();
    const DATABASE_URL = Object.assign(new URL(empty), { username: ROLE, password: "secret" }).href;
    const migrations = await openMigrations(readDatabaseSettings({ DATABASE_URL }));
    const outcome = await migrations?.up().then(String, (error: Error) => error.message);
    expect(outcome).to.match(/^The database's user may not make tables in the schema public: .*owner/);
    await migrations?.close();
  });

  it("is told of what is left, and of nothing when there is nothing", async () => {
    const grant = (what: string): Promise<unknown> => owner.knex.raw(`grant ${what} to ${ROLE}`);
    await grant("select on all tables in schema public");
    expect(await refusal()).to.equal("");
    await owner.knex.raw(`revoke select on tasks from ${ROLE}`);
    expect(await refusal()).to.include("(tasks)");
    await grant("select on tasks");
  });

  it("is told by doctor what it may not write, until it may", async () => {
    const writing = async (): Promise<Finding | undefined> =>
      (await diagnose(() => ({ ...ENV, DATABASE_URL: url }))).find(({ subject }) => subject === "writing");
    const grant = (what: string): Promise<unknown> => owner.knex.raw(`grant ${what} to ${ROLE}`);
    await grant("insert, update on tasks");
    expect((await writing())?.message)
      .to.include("delete on tasks")
      .and.include("insert on users");
    await grant("select, insert, update, delete on all tables in schema public");
    expect(await writing()).to.include({ state: "ok" });
    await owner.knex.raw(`alter role ${ROLE} set default_transaction_read_only = on`);
    expect((await writing())?.message).to.include("default_transaction_read_only");
  });

  it("has no rights at all without those on the schema", async () => {
    await owner.knex.raw("revoke usage on schema public from public");
    expect(await refusal()).to.include("knex_migrations, rate_limits, tasks, users");
  });
});

describe("a server that migrates another database than it serves", () => {
  it("says in a sentence why that cannot be reached", async () => {
    const DATABASE_MIGRATION_URL = `postgres://ann:canary@127.0.0.1:${await freePort()}/tasks`;
    const env = { ...ENV, DATABASE_URL: await createDatabase(), DATABASE_MIGRATION_URL, MIGRATE_ON_START: "on" };
    const outcome = await startTaskward(readSettings(env)).then(String, (error: Error) => error.message);
    expect(outcome)
      .to.match(/^The database cannot be reached: .*:\d+$/)
      .and.include(new URL(DATABASE_MIGRATION_URL).port);
  });

  it("says so, and does not begin; and so does doctor", async () => {
    const [DATABASE_URL, DATABASE_MIGRATION_URL] = [await createDatabase(), await createDatabase()];
    const env = { ...ENV, DATABASE_URL, DATABASE_MIGRATION_URL, MIGRATE_ON_START: "on" };
    const outcome = await startTaskward(readSettings(env)).then(String, (error: Error) => error.message);
    expect(outcome).to.include("DATABASE_MIGRATION_URL has to lead to");
    const fault = (await diagnose(() => env)).find(({ state }) => state === "fault");
    expect(fault?.message).to.include("applied where DATABASE_MIGRATION_URL leads");
  });
});
