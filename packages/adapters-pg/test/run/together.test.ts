import { expect } from "chai";
import type { Limits } from "../../src/run/job.js";
import { PipelinedRunner } from "../../src/run/pipelined.js";
import type { Run, Statement, Texts } from "../../src/run/statement.js";
import { ECHO, write } from "../support/ask.js";
import { outcomes } from "../support/outcomes.js";
import { configOf, openServer, type Server } from "../support/server.js";

const NOTE = write("insert into notes (text) values ($1)");
const together = (sql: string): Statement => ({ ...write(sql), together: () => 0 });
const ADDED = together(NOTE.sql);
/** Waits for the administrator's lock. */
const LOCKED = together("with held as (select from locked for share) insert into notes select $1 from held");

describe("the pipelined runner, writing together,", () => {
  let server: Server;
  let runner: PipelinedRunner;

  /** On one connection, which is there already; with time enough, where it does not matter how long a statement may wait. */
  const open = async (limits: Partial<Limits> = {}): Promise<Run> => {
    runner = new PipelinedRunner(configOf(server.url), { limits: { wait: 20_000, ...limits, connections: 1 } });
    await runner.run(ECHO, ["connected"]);
    return runner.run;
  };
  const lock = () => server.lock("select from locked for update");
  const unlock = () => server.unlock();
  const notes = async () => (await server.ask("select text from notes order by text")).map(({ text }) => text);

  before(async () => {
    server = await openServer();
    await server.ask(
      "create table notes (text text check (text <> 'bad')); create table locked (); insert into locked default values",
    );
  });
  beforeEach(() => server.ask("truncate notes"));
  afterEach(async () => {
    await runner.close();
    await server.untilConnected(0);
  });
  after(() => server.close());

  const transactions = () => server.ask("select text, xmin::text as transaction from notes order by ctid");

  it("commits what one turn of the event loop adds in one transaction, and nothing else with it", async () => {
    const run = await open();
    await Promise.all([run(ADDED, ["a"]), run(ADDED, ["b"]), run(NOTE, ["c"]), run(NOTE, ["d"]), run(ADDED, ["e"])]);
    const made = (await transactions()).map(({ transaction }) => transaction);
    expect(made[0]).to.equal(made[1]);
    expect(new Set(made).size).to.equal(4);
  });

  it("lets one fail alone, and adds the others once", async () => {
    const run = await open();
    const asked = ["a", "bad", "b", "a\0", "c"].map((text) => run(ADDED, [text]));
    expect(await outcomes(asked)).to.deep.equal(["done", "invalid", "done", "invalid", "done"]);
    expect(await notes()).to.deep.equal(["a", "b", "c"]);
  });

  it("lets those fail alone that fail only when they are committed", async () => {
    const run = await open();
    await server.ask("create table late (text text unique deferrable initially deferred)");
    const add: Statement = { ...write("insert into late values ($1)"), together: () => 0 };
    const ends = await outcomes(["a", "a", "b"].map((text) => run(add, [text])));
    expect(ends.sort()).to.deep.equal(["conflict", "done", "done"]);
    expect(await server.ask("select text from late")).to.have.length(2);
  });

  it("tells of none that it was done, and sends none again, when the connection is lost", async () => {
    const run = await open();
    await lock();
    const adding = outcomes([run(ADDED, ["a"]), run(LOCKED, ["b"]), run(ADDED, ["c"])]);
    await server.untilBlocked(1);
    await server.terminate();
    await unlock();
    expect(await adding).to.deep.equal(["unavailable", "unavailable", "unavailable"]);
    expect(await notes()).to.deep.equal([]);
  });

  it("stops the one that takes too long, and adds the others", async () => {
    const run = await open({ answer: 300 });
    await lock();
    const adding = outcomes([run(ADDED, ["a"]), run(LOCKED, ["b"]), run(ADDED, ["c"])]);
    expect(await adding).to.deep.equal(["done", "unavailable", "done"]);
    await unlock();
    expect(await notes()).to.deep.equal(["a", "c"]);
  });

  it("prepares anew what the server has forgotten, for all of them", async () => {
    const run = await open();
    await run(ADDED, ["a"]);
    await run(write("discard all"), []);
    expect(await outcomes(["b", "c", "d"].map((text) => run(ADDED, [text])))).to.deep.equal(["done", "done", "done"]);
    expect(await notes()).to.deep.equal(["a", "b", "c", "d"]);
  });

  describe("to rows that others write to", () => {
    const BUMP: Statement<Texts> = {
      ...write("update counters set n = n + 1 where id = $1 returning n"),
      together: ([id]) => Number(id),
    };

    beforeEach(() =>
      server.ask(
        "drop table if exists counters; create table counters (id integer, n integer); insert into counters values (1, 0), (2, 0), (3, 0)",
      ),
    );

    it("never has two transactions wait for each other, whatever the order they were asked in", async () => {
      runner = new PipelinedRunner(configOf(server.url), { limits: { wait: 20_000, connections: 4 } });
      const { run } = runner;
      const orders = [
        [1, 2, 3],
        [3, 2, 1],
        [2, 3, 1],
        [1, 3, 2],
      ];
      const before = await server.ask("select deadlocks from pg_stat_database where datname = current_database()");
      for (let round = 0; round < 50; round++) await Promise.all(orders.flat().map((id) => run(BUMP, [id])));
      expect(await server.ask("select n from counters")).to.deep.equal([{ n: 200 }, { n: 200 }, { n: 200 }]);
      expect(
        await server.ask("select deadlocks from pg_stat_database where datname = current_database()"),
      ).to.deep.equal(before);
    });

    it("locks them in one order", async () => {
      const run = await open();
      const seen = await Promise.all([3, 1, 2, 1].map(async (id) => (await run(BUMP, [id]))[0]?.[0]));
      expect(seen).to.deep.equal(["1", "1", "1", "2"]);
      const order = await server.ask("select id from counters order by ctid");
      expect(order.map(({ id }) => id)).to.deep.equal([1, 2, 3]);
    });

    it("answers the others soon although one waits for somebody's lock", async () => {
      const run = await open();
      await server.lock("select from counters where id = 2 for update");
      const bump = async (id: number) => (await run(BUMP, [id]))[0]?.[0];
      const [first, blocked, last] = [bump(1), bump(2), bump(3)];
      expect([await first, await last]).to.deep.equal(["1", "1"]);
      await unlock();
      expect(await blocked).to.equal("1");
    });
  });
});
