import { describeCounters } from "@taskward/application/contracts/counters";
import { refusalOf, refused } from "@taskward/application/contracts/refused";
import { createDatabase, openNetwork } from "@taskward/testing";
import { expect } from "chai";
import { connect } from "../src/connect.js";
import type { Database } from "../src/database.js";
import { migrateUp } from "../src/migrate.js";
import { pgCounters } from "../src/pg-counters.js";

const RULE = { limit: 5, seconds: 900 };

const open = async (): Promise<Database> => {
  const database = connect({ url: await createDatabase() });
  await migrateUp(database);
  return database;
};

describeCounters("pgCounters", async () => {
  const database = await open();
  return {
    counters: pgCounters(database),
    pass: async (seconds) => {
      await database.knex.raw("update rate_limits set resets_at = resets_at - make_interval(secs => ?)", [seconds]);
    },
    close: database.close,
  };
});

describe("pgCounters", () => {
  let database: Database;
  before(async () => {
    database = await open();
  });
  after(() => database?.close());

  it("counts for several processes together", async () => {
    const [here, there] = [pgCounters(database)(RULE), pgCounters(database)(RULE)];
    for (let i = 0; i < 3; i++) await here.take("together");
    expect(await there.take("together")).to.include({ remaining: 1 });
  });

  it("deletes what is over once a minute, and nothing else", async () => {
    let time = 0;
    const counter = pgCounters(database, { elapsed: () => time })(RULE);
    await database.knex.raw(
      "insert into rate_limits values ('over', 1, now()), ('full', 5, now() + interval '1 minute')",
    );
    const left = async (): Promise<string[]> =>
      database.knex("rate_limits").whereIn("key", ["over", "full"]).orderBy("key").pluck("key");
    time = 59_999;
    await counter.take("another");
    expect(await left()).to.deep.equal(["full", "over"]);
    time = 60_000;
    await counter.take("another");
    while ((await left()).length > 1);
    expect(await left()).to.deep.equal(["full"]);
  });

  it("keeps no row of what was given back", async () => {
    const counter = pgCounters(database)(RULE);
    const keys = ["given-1", "given-2", "given-3"];
    const kept = (): Promise<string[]> => database.knex("rate_limits").whereIn("key", keys).orderBy("key").pluck("key");
    await Promise.all([...keys, ...keys].map((key) => counter.take(key)));
    await Promise.all(keys.map((key) => counter.giveBack(key)));
    expect(await kept()).to.deep.equal(keys);
    await Promise.all(keys.map((key) => counter.giveBack(key)));
    expect(await kept()).to.deep.equal([]);
  });

  it("says that it cannot count when the database does not do what it is asked, or not in time", async () => {
    const hurried = pgCounters(database, { patience: 1 })(RULE);
    const lock = await database.knex.transaction();
    await lock.raw("lock table rate_limits");
    for (const action of [hurried.take, hurried.has, hurried.giveBack, hurried.forget])
      expect(await refusalOf(action("key"))).to.include({ code: "unavailable", retryAfter: 1 });
    await lock.rollback();
    const elsewhere = connect({ url: await createDatabase() });
    expect(await refusalOf(pgCounters(elsewhere)(RULE).take("key"))).to.include({ code: "unavailable" });
    await elsewhere.close();
  });

  it("keeps no connection for itself that does not answer", async () => {
    const network = await openNetwork(await createDatabase());
    const away = connect({ url: network.url, poolMax: 1 });
    await migrateUp(away);
    network.swallow();
    const hurried = pgCounters(away, { patience: 50 })(RULE);
    expect(await refused(hurried.take("key"))).to.equal("unavailable");
    const held = away.knex.client.pool.numUsed();
    await network.refuse();
    await away.close();
    expect(held).to.equal(0);
  });
});
