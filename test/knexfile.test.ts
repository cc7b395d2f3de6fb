import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { connect, type Database, migrateDown, migrateUp, openEmbedded } from "@taskward/adapters-pg";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { embeddedDirectory } from "./support/embedded-directory.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const KNEX = join(ROOT, "node_modules", "knex", "bin", "cli.js");
const run = promisify(execFile);

/** What Knex's own command line says of the database that the URL names. */
const knex = async (url: string, ...args: readonly string[]): Promise<string> => {
  const env = { ...process.env, DATABASE_URL: url, DATABASE_MIGRATION_URL: undefined, NO_COLOR: "1" };
  return (await run(process.execPath, [KNEX, ...args], { cwd: ROOT, env })).stdout;
};

describe("Knex's own command line, with the knexfile", () => {
  let url: string;
  let database: Database;

  beforeEach(async () => {
    url = await createDatabase();
    database = connect({ url });
  });
  afterEach(() => database.close());

  it("migrates what ours rolls back, and rolls back what ours migrates", async () => {
    expect(await knex(url, "migrate:latest")).to.match(/Batch 1 run: \d+ migrations/);
    expect(await knex(url, "migrate:list")).to.include("No Pending Migration files Found");
    expect(await migrateUp(database)).to.deep.equal([]);
    const undone = await migrateDown(database);
    expect(undone).to.include("0001-users-and-tasks");
    expect(await migrateUp(database)).to.deep.equal(undone.toReversed());
    expect(await knex(url, "migrate:latest")).to.include("Already up to date");
    expect(await knex(url, "migrate:rollback")).to.include(`${undone.length} migrations`);
    expect(await migrateDown(database)).to.deep.equal([]);
  });

  it("takes turns with others like it, and minds no lock that a killed one left behind", async () => {
    await migrateUp(database);
    await migrateDown(database);
    await database.knex("knex_migrations_lock").update({ is_locked: 1 });
    const answers = await Promise.all(Array.from({ length: 3 }, () => knex(url, "migrate:latest")));
    expect(answers.filter((answer) => answer.includes("Batch 1 run"))).to.have.length(1);
    expect(answers.filter((answer) => answer.includes("Already up to date"))).to.have.length(2);
  });

  it("migrates an embedded store, too", async () => {
    const directory = await embeddedDirectory();
    const bare = await openEmbedded(directory);
    await migrateDown(bare);
    await bare.close();
    expect(await knex(`pglite:${directory}`, "migrate:latest")).to.match(/Batch 1 run: \d+ migrations/);
    const embedded = await openEmbedded(directory);
    expect(await migrateUp(embedded)).to.deep.equal([]);
    await embedded.close();
  });
});
