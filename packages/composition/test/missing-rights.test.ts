import { randomUUID } from "node:crypto";
import { connect, type Database, migrateUp } from "@taskward/adapters-pg";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { diagnose, openMigrations, readDatabaseSettings } from "../src/index.js";
import { missingMigrations } from "../src/reach-database.js";

const FOREVER = 3_600_000;
const ROLE = `taskward_test_${randomUUID().replaceAll("-", "")}`;

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
    const env = { DATABASE_URL: url, PORT: "0", BETTER_AUTH_SECRET: "one secret that is long enough for HS256" };
    const fault = (await diagnose(() => env)).find(({ state }) => state === "fault");
    expect(fault?.message).to.include("may not read tables that are there");
    expect(fault?.remedy).to.include("docs/operations/postgresql.md");
  });

  it("is told of what is left, and of nothing when there is nothing", async () => {
    const grant = (what: string): Promise<unknown> => owner.knex.raw(`grant ${what} to ${ROLE}`);
    await grant("select on all tables in schema public");
    expect(await refusal()).to.equal("");
    await owner.knex.raw(`revoke select on tasks from ${ROLE}`);
    expect(await refusal()).to.include("(tasks)");
    await owner.knex.raw("revoke usage on schema public from public");
    expect(await refusal()).to.include("knex_migrations, rate_limits, tasks, users");
  });
});
