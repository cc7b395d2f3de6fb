import { expect } from "chai";
import { connect } from "../../src/connect.js";
import type { Database } from "../../src/database.js";
import { Pool } from "../../src/run/pool.js";
import { pooledRunner } from "../../src/run/pooled.js";
import type { Run, Statement } from "../../src/run/statement.js";
import { write } from "../support/ask.js";
import { outcomes } from "../support/outcomes.js";
import { openServer, type Server } from "../support/server.js";

const NOTE = write("insert into notes (text) values ($1)");
const together = (sql: string): Statement => ({ ...write(sql), together: () => 0 });
const ADDED = together("insert into notes (text) values ($1) returning text");
/** Waits for the administrator's lock. */
const LOCKED = together("with held as (select from locked for share) insert into notes select $1 from held");

const done = (count: number): string[] => Array(count).fill("done");

describe("writes that wait for the one connection", () => {
  let server: Server;
  let database: Database;
  let pool: Pool;
  let run: Run;

  const open = (limits: ConstructorParameters<typeof Pool>[1] = {}): void => {
    database = connect({ url: server.url, poolMax: 1 });
    pool = new Pool(database, limits);
    ({ run } = pooledRunner(pool, { together: true }));
  };
  const reopen = async (limits: ConstructorParameters<typeof Pool>[1]): Promise<void> => {
    await database.close();
    open(limits);
  };
  const lock = () => server.lock("select from locked for update");
  const notes = async () => (await server.ask("select text from notes order by text")).map(({ text }) => text);
  const transactions = async () => {
    const rows = await server.ask("select count(distinct xmin::text)::integer as count from notes");
    return rows[0]?.["count"];
  };

  before(async () => {
    server = await openServer();
    await server.ask(
      "create table notes (text text check (text <> 'bad')); create table locked (); insert into locked default values",
    );
  });
  beforeEach(async () => {
    await server.ask("truncate notes");
    open();
  });
  afterEach(async () => {
    await database.close();
    await server.untilConnected(0);
  });
  after(() => server.close());

  it("are committed together, each with its own answer, and nothing else with them", async () => {
    const asked = ["a", "b", "c"].map((text) => run(ADDED, [text]));
    const alone = [run(NOTE, ["d"]), run(NOTE, ["e"])];
    expect(await Promise.all(asked)).to.deep.equal([[["a"]], [["b"]], [["c"]]]);
    await Promise.all(alone);
    expect(await notes()).to.deep.equal(["a", "b", "c", "d", "e"]);
    expect(await transactions()).to.equal(3);
  });

  it("are at most 64 at a time", async () => {
    const texts = Array.from({ length: 130 }, (_, n) => `note ${String(n).padStart(3, "0")}`);
    expect(await outcomes(texts.map((text) => run(ADDED, [text])))).to.deep.equal(done(130));
    expect(await notes()).to.deep.equal(texts);
    expect(await transactions()).to.equal(3);
  });

  it("fail alone, whichever fails, and the others are done once", async () => {
    const asked = ["a", "bad", "b", "a\0", "c"].map((text) => run(ADDED, [text]));
    expect(await outcomes(asked)).to.deep.equal(["done", "invalid", "done", "invalid", "done"]);
    expect(await notes()).to.deep.equal(["a", "b", "c"]);
  });

  it("fail alone when it shows only as they are committed", async () => {
    await server.ask("create table late (text text unique deferrable initially deferred)");
    const add = together("insert into late values ($1)");
    const ends = await outcomes(["a", "a", "b"].map((text) => run(add, [text])));
    expect(ends.sort()).to.deep.equal(["conflict", "done", "done"]);
    expect(await server.ask("select text from late")).to.have.length(2);
  });

  it("are prepared anew when the server has forgotten them", async () => {
    await run(ADDED, ["a"]);
    await run(write("discard all"), []);
    expect(await outcomes(["b", "c", "d"].map((text) => run(ADDED, [text])))).to.deep.equal(done(3));
    expect(await notes()).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("are not sent again when the connection is lost: nobody knows whether they were done", async () => {
    await lock();
    const adding = outcomes([run(ADDED, ["a"]), run(LOCKED, ["b"]), run(ADDED, ["c"])]);
    await server.untilBlocked(1);
    const late = outcomes([run(ADDED, ["late"])]);
    await server.terminate();
    await server.unlock();
    expect(await adding).to.deep.equal(["unavailable", "unavailable", "unavailable"]);
    expect(await late).to.deep.equal(["done"]);
    expect(await notes()).to.deep.equal(["late"]);
  });

  it("are not sent again when the answer takes too long", async () => {
    await reopen({ answer: 300 });
    await lock();
    expect(await outcomes([run(ADDED, ["a"]), run(LOCKED, ["b"])])).to.deep.equal(["unavailable", "unavailable"]);
    await server.untilBlocked(0);
    await server.unlock();
    expect(await outcomes([run(ADDED, ["c"])])).to.deep.equal(["done"]);
    expect(await notes()).to.deep.equal(["c"]);
  });

  it("are all unavailable when there is no connection to be had, and the next ones are done", async () => {
    await reopen({ queue: 1 });
    const queued: Promise<unknown>[] = [];
    await pool.lend(async () => {
      queued.push(pool.lend(async () => {}));
      expect(await outcomes([run(ADDED, ["a"]), run(ADDED, ["b"])])).to.deep.equal(["unavailable", "unavailable"]);
    });
    await Promise.all(queued);
    expect(await outcomes([run(ADDED, ["c"])])).to.deep.equal(["done"]);
    expect(await notes()).to.deep.equal(["c"]);
  });
});
