import { DomainError } from "@taskward/domain";
import { expect } from "chai";
import { connect } from "../../src/connect.js";
import type { Database } from "../../src/database.js";
import { askOne, Pool } from "../../src/run/pool.js";
import type { Run } from "../../src/run/statement.js";
import { type InTransaction, transactions } from "../../src/run/transaction.js";
import { ECHO, read, write } from "../support/ask.js";
import { outcomes } from "../support/outcomes.js";
import { openServer, type Server } from "../support/server.js";

const NOTE = write("insert into notes (text) values ($1)");
const FAIL = write("select fail($1)");
const SETTINGS = read(
  "select current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('transaction_isolation')",
);

describe("a transaction", () => {
  let server: Server;
  let database: Database;
  let pool: Pool;
  let inTransaction: InTransaction;

  const notes = async () => (await server.ask("select text from notes order by text")).map(({ text }) => text);
  const outside = <T>(work: (run: Run) => Promise<T>): Promise<T> =>
    pool.lend((ask) => work((statement, values) => askOne(ask, statement, values)));

  before(async () => {
    server = await openServer();
    await server.ask(`create table notes (text text);
      create table kept (n integer primary key deferrable initially deferred); insert into kept values (1);
      create function fail(state text) returns void language plpgsql as
      $$ begin raise exception 'made to fail' using errcode = state; end $$`);
  });
  beforeEach(async () => {
    await server.ask("truncate notes");
    database = connect({ url: server.url, poolMax: 1 });
    pool = new Pool(database, { answer: 300 });
    inTransaction = transactions(pool);
  });
  afterEach(async () => {
    await database.close();
    await server.untilConnected(0);
  });
  after(() => server.close());

  it("saves all of it, and gives what the work gave", async () => {
    const given = await inTransaction(async (run) => {
      for (const text of ["a", "b"]) await run(NOTE, [text]);
      return "given";
    });
    expect(given).to.equal("given");
    expect(await notes()).to.deep.equal(["a", "b"]);
  });

  it("saves nothing when the work refuses or fails, and rejects with the same", async () => {
    const refusal = new DomainError("not_found", "User not found");
    const bug = new TypeError("a bug");
    for (const error of [refusal, bug]) {
      const failing = inTransaction(async (run) => {
        await run(NOTE, ["a"]);
        throw error;
      });
      expect(await failing.catch((error: unknown) => error)).to.equal(error);
    }
    expect(await notes()).to.deep.equal([]);
  });

  for (const state of ["40001", "40P01"])
    it(`begins again when PostgreSQL gives it up with ${state}, and does nothing twice`, async () => {
      let tries = 0;
      await inTransaction(async (run) => {
        tries++;
        await run(NOTE, ["once"]);
        if (tries < 3) await run(FAIL, [state]);
      });
      expect(tries).to.equal(3);
      expect(await notes()).to.deep.equal(["once"]);
    });

  it("gives up after three tries", async () => {
    let tries = 0;
    const failing = inTransaction(async (run) => {
      tries++;
      await run(FAIL, ["40001"]);
    });
    expect(await outcomes([failing])).to.deep.equal(["unavailable"]);
    expect(tries).to.equal(3);
  });

  it("does not begin again for any other reason", async () => {
    for (const [state, code] of [
      ["57014", "unavailable"],
      ["23505", "conflict"],
      ["23514", "invalid"],
    ] as const) {
      let tries = 0;
      const failing = inTransaction(async (run) => {
        tries++;
        await run(FAIL, [state]);
      });
      expect(await outcomes([failing])).to.deep.equal([code]);
      expect(tries).to.equal(1);
    }
  });

  it("saves nothing when it fails at the very end", async () => {
    const failing = inTransaction(async (run) => {
      await run(NOTE, ["a"]);
      await run(write("insert into kept values (1)"), []);
    });
    expect(await outcomes([failing])).to.deep.equal(["conflict"]);
    expect(await notes()).to.deep.equal([]);
  });

  it("saves nothing when its connection is lost, and the next one works", async () => {
    const failing = inTransaction(async (run) => {
      await run(NOTE, ["a"]);
      await server.terminate();
      await run(NOTE, ["b"]);
    });
    expect(await outcomes([failing])).to.deep.equal(["unavailable"]);
    await inTransaction((run) => run(NOTE, ["c"]));
    expect(await notes()).to.deep.equal(["c"]);
  });

  it("bounds what a statement may take, for itself alone", async () => {
    const inside = await inTransaction((run) => run(SETTINGS, []), 300);
    expect(inside).to.deep.equal([["300ms", "2s", "read committed"]]);
    expect(await outside((run) => run(SETTINGS, []))).to.deep.equal([["0", "0", "read committed"]]);
  });

  it("has PostgreSQL end a statement that takes too long, which leaves the connection good", async () => {
    const PID = read("select pg_backend_pid()");
    const before = await outside((run) => run(PID, []));
    const failing = inTransaction((run) => run(read("select pg_sleep(60)"), []), 100);
    expect(await outcomes([failing])).to.deep.equal(["unavailable"]);
    expect(await outside((run) => run(PID, []))).to.deep.equal(before);
  });

  it("leaves the connection as it found it, however it ends", async () => {
    const state = read("select count(*) from pg_stat_activity where pid = pg_backend_pid() and xact_start < now()");
    const ends = [
      inTransaction((run) => run(ECHO, ["a"])),
      inTransaction((run) => run(FAIL, ["23505"])),
      inTransaction((run) => run(write("selekt"), [])).catch(() => {}),
    ];
    await Promise.allSettled(ends);
    expect(await outside((run) => run(state, []))).to.deep.equal([["0"]]);
    expect(await server.backends()).to.have.length(1);
  });

  it("is unavailable when too many wait for a connection, or the pool has been closed", async () => {
    const narrow = transactions(new Pool(database, { queue: 1 }));
    let release: (() => void) | undefined;
    const holding = inTransaction(
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    while (release === undefined) await new Promise(setImmediate);
    const waiting = narrow((run) => run(ECHO, ["waits"]));
    expect(await outcomes([narrow((run) => run(ECHO, ["too many"]))])).to.deep.equal(["unavailable"]);
    release();
    await holding;
    expect(await waiting).to.deep.equal([["waits"]]);
    pool.close();
    expect(await outcomes([inTransaction((run) => run(ECHO, ["late"]))])).to.deep.equal(["unavailable"]);
  });
});
