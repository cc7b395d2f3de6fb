import { expect } from "chai";
import type { Limits } from "../../src/run/job.js";
import { PipelinedRunner } from "../../src/run/pipelined.js";
import type { Run, Statement } from "../../src/run/statement.js";
import { ECHO, write } from "../support/ask.js";
import { outcomes } from "../support/outcomes.js";
import { configOf, openServer, type Server } from "../support/server.js";

const NOTE = write("insert into notes (text) values ($1)");
const together = (sql: string): Statement => ({ ...write(sql), together: true });
const ADDED = together(NOTE.sql);
/** Waits for the administrator's lock. */
const LOCKED = together("with held as (select from locked for share) insert into notes select $1 from held");

describe("the pipelined runner, adding rows together,", () => {
  let server: Server;
  let runner: PipelinedRunner;

  /** On one connection, which is there already. */
  const open = async (limits: Partial<Limits> = {}): Promise<Run> => {
    runner = new PipelinedRunner(configOf(server.url), { limits: { ...limits, connections: 1 } });
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
    const add: Statement = { ...write("insert into late values ($1)"), together: true };
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
});
