import { expect } from "chai";
import type { Limits } from "../../src/run/job.js";
import { PipelinedRunner } from "../../src/run/pipelined.js";
import type { Run, Statement } from "../../src/run/statement.js";
import { ECHO, read, write } from "../support/ask.js";
import { outcomes } from "../support/outcomes.js";
import { configOf, openServer, type Server } from "../support/server.js";

const NOTE = write("insert into notes (text) values ($1)");
/** Which connection answers. */
const WHO = read("select pg_backend_pid()");
/** Waits for the administrator's lock; then answers as ECHO does. */
const LOCKED = read("select $1::text from locked for share");
const LOCKED_NOTE = write("with held as (select from locked for share) insert into notes select $1 from held");

/** What `NOTE` does, together with others. */
const ADDED: Statement = { ...write("insert into notes (text) values ($1)"), together: () => 0 };

describe("the pipelined runner", () => {
  let server: Server;
  let runner: PipelinedRunner;

  /** Where it does not matter how long a statement may wait, that is long enough for a machine with other things to do. */
  const open = (limits: Partial<Limits> = {}): Run => {
    runner = new PipelinedRunner(configOf(server.url), { limits: { wait: 20_000, ...limits } });
    return runner.run;
  };
  const lock = () => server.lock("select from locked for update");
  const unlock = () => server.unlock();
  const notes = async () => (await server.ask("select text from notes order by text")).map(({ text }) => text);

  /** That the server knows a connection does not say that it is ready. */
  const untilBothAnswer = async (run: Run): Promise<void> => {
    let answered = new Set<unknown>();
    while (answered.size < 2)
      answered = new Set((await Promise.all([run(WHO, []), run(WHO, [])])).map(([row]) => row?.[0]));
  };

  before(async () => {
    server = await openServer();
    await server.ask("create table notes (text text); create table locked (); insert into locked default values");
  });
  beforeEach(() => server.ask("truncate notes"));
  afterEach(async () => {
    await runner.close();
    await server.untilConnected(0);
  });
  after(() => server.close());

  it("opens no connection before there is work, and no more than there is work for", async () => {
    const run = open();
    expect(await server.backends()).to.have.length(0);
    for (const text of ["a", "b", "c"]) expect(await run(ECHO, [text])).to.deep.equal([[text]]);
    expect(await server.backends()).to.have.length(1);
  });

  it("answers each of 500 statements with its own rows, on four connections", async () => {
    const run = open();
    const texts = Array.from({ length: 500 }, (_, i) => `${i}`);
    expect(await Promise.all(texts.map((text) => run(ECHO, [text])))).to.deep.equal(texts.map((text) => [[text]]));
    await server.untilConnected(4);
  });

  it("has at most so many statements in flight on a connection, and keeps the others back", async () => {
    const run = open({ connections: 1, flights: 3 });
    await lock();
    const adding = outcomes(["a", "b", "c", "d", "e"].map((text) => run(LOCKED_NOTE, [text])));
    await server.untilBlocked(1);
    await server.terminate();
    await unlock();
    // What was in flight is lost, and not sent again; what was kept back never was in danger.
    expect(await adding).to.deep.equal(["unavailable", "unavailable", "unavailable", "done", "done"]);
    expect(await notes()).to.deep.equal(["d", "e"]);
  });

  it("takes the connection with the fewest statements in flight", async () => {
    const run = open({ connections: 2 });
    await untilBothAnswer(run);
    await lock();
    const stuck = run(LOCKED, ["stuck"]);
    await server.untilBlocked(1);
    for (const text of ["c", "d", "e"]) expect(await run(ECHO, [text])).to.deep.equal([[text]]);
    await unlock();
    expect(await stuck).to.deep.equal([["stuck"]]);
  });

  it("leaves a connection alone that makes no headway, while another has room", async () => {
    const run = open({ connections: 2, flights: 100 });
    await untilBothAnswer(run);
    await lock();
    const stuck = run(LOCKED, ["stuck"]);
    await server.untilBlocked(1);
    const texts = Array.from({ length: 50 }, (_, i) => `${i}`);
    // Until it is noticed, some are sent after the one that is stuck: they wait with it.
    const held = Promise.all(texts.map((text) => run(ECHO, [text])));
    await server.ask("select pg_sleep(0.3)");
    expect(await Promise.all(texts.map((text) => run(ECHO, [text])))).to.deep.equal(texts.map((text) => [[text]]));
    expect(await server.backends().then((all) => all.filter(({ waits }) => waits))).to.have.length(1);
    await unlock();
    await Promise.all([stuck, held]);
  });

  it("turns away at once what exceeds the queue", async () => {
    const run = open({ connections: 1, flights: 1, queue: 2 });
    await run(ECHO, ["connected"]);
    await lock();
    const first = run(LOCKED, ["first"]);
    await server.untilBlocked(1);
    const queued = [run(ECHO, ["second"]), run(ECHO, ["third"])];
    expect(await outcomes([run(ECHO, ["fourth"])])).to.deep.equal(["unavailable"]);
    await unlock();
    expect(await Promise.all([first, ...queued])).to.deep.equal([[["first"]], [["second"]], [["third"]]]);
  });

  it("turns away what has waited too long, and lets what is in flight be answered", async () => {
    const run = open({ connections: 1, flights: 1, wait: 200 });
    await run(ECHO, ["connected"]);
    await lock();
    const first = run(LOCKED, ["first"]);
    expect(await outcomes([run(ECHO, ["late"]), run(NOTE, ["late"])])).to.deep.equal(["unavailable", "unavailable"]);
    await unlock();
    expect(await first).to.deep.equal([["first"]]);
    expect(await notes()).to.deep.equal([]);
  });

  it("turns away what has waited too long behind others on its connection, and lets the first be answered", async () => {
    const run = open({ connections: 1, wait: 200 });
    await run(ECHO, ["connected"]);
    await lock();
    const first = run(LOCKED, ["first"]);
    const late = [run(ECHO, ["late"]), run(NOTE, ["late"])];
    expect(await outcomes(late)).to.deep.equal(["unavailable", "unavailable"]);
    await unlock();
    expect(await first).to.deep.equal([["first"]]);
    // What was sent cannot be taken back.
    expect(await run(ECHO, ["next"])).to.deep.equal([["next"]]);
    expect(await notes()).to.deep.equal(["late"]);
  });

  it("sends nothing again, once its connection is lost, that was turned away", async () => {
    const run = open({ connections: 1, wait: 200 });
    await run(ECHO, ["connected"]);
    await lock();
    const first = outcomes([run(LOCKED_NOTE, ["first"])]);
    expect(await outcomes([run(LOCKED, ["late"])])).to.deep.equal(["unavailable"]);
    await server.untilBlocked(1);
    await server.terminate();
    expect(await first).to.deep.equal(["unavailable"]);
    await unlock();
    expect(await run(ECHO, ["next"])).to.deep.equal([["next"]]);
  });

  it("does each by itself of what was too slow together", async () => {
    await server.ask(`create function slow() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.3); return new; end $$;
      create trigger slow before insert on notes for each row execute function slow()`);
    const run = open({ connections: 1, answer: 700 });
    await run(ECHO, ["connected"]);
    const texts = ["a", "b", "c", "d"];
    expect(await outcomes(texts.map((text) => run(ADDED, [text])))).to.deep.equal(texts.map(() => "done"));
    await server.ask("drop trigger slow on notes; drop function slow");
    expect(await notes()).to.deep.equal(texts);
  });

  it("has the server stop a statement that is not answered in time, and does what was behind it", async () => {
    const run = open({ connections: 1, answer: 300 });
    await run(ECHO, ["connected"]);
    await lock();
    const stuck = run(LOCKED_NOTE, ["stuck"]);
    await server.untilBlocked(1);
    const [blocked] = await server.backends();
    const behind = [run(ECHO, ["behind"]), run(NOTE, ["behind"]), run(ADDED, ["behind"])];
    expect(await outcomes([stuck, ...behind])).to.deep.equal(["unavailable", "done", "done", "done"]);
    expect((await server.backends()).map(({ pid }) => pid)).to.deep.equal([blocked?.pid]);
    await unlock();
    expect(await notes()).to.deep.equal(["behind", "behind"]);
  });

  it("asks twice at the most, and never for longer than waiting and answering may take together", async () => {
    const run = open({ connections: 1, wait: 200, answer: 300 });
    await lock();
    const answers = outcomes([run(LOCKED, ["a"]), run(LOCKED, ["b"])]);
    expect(await answers).to.deep.equal(["unavailable", "unavailable"]);
    await unlock();
    expect(await run(ECHO, ["next"])).to.deep.equal([["next"]]);
  });

  it("does not connect again, once an idle connection is lost, before there is work", async () => {
    const run = open();
    await run(ECHO, ["a"]);
    await server.terminate();
    await server.untilConnected(0);
    expect(await outcomes([run(NOTE, ["b"])])).to.deep.equal(["done"]);
    expect(await notes()).to.deep.equal(["b"]);
  });

  it("answers what is in flight when it is closed, and nothing that waits or comes later", async () => {
    const run = open({ connections: 1, flights: 1 });
    await run(ECHO, ["connected"]);
    await lock();
    const flying = run(LOCKED_NOTE, ["flying"]);
    await server.untilBlocked(1);
    const waiting = outcomes([run(NOTE, ["waiting"])]);
    const closing = Promise.all([runner.close(), runner.close()]);
    expect(await waiting).to.deep.equal(["unavailable"]);
    await unlock();
    expect(await outcomes([flying, run(NOTE, ["later"])])).to.deep.equal(["done", "unavailable"]);
    await closing;
    expect(await notes()).to.deep.equal(["flying"]);
  });

  it("may be closed while it connects", async () => {
    open();
    const asked = outcomes([runner.run(ECHO, ["a"])]);
    await runner.close();
    expect(await asked).to.deep.equal(["unavailable"]);
  });
});
