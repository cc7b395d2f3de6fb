import { DomainError } from "@taskward/domain";
import { type Network, openNetwork } from "@taskward/testing";
import { expect } from "chai";
import type { Limits } from "../../src/run/job.js";
import { PipelinedRunner } from "../../src/run/pipelined.js";
import type { Run } from "../../src/run/statement.js";
import { ECHO, write } from "../support/ask.js";
import { outcomes } from "../support/outcomes.js";
import { configOf, openServer, type Server } from "../support/server.js";

const NOTE = write("insert into notes (text) values ($1)");
/** Waits for the administrator's lock. */
const LOCKED_NOTE = write("with held as (select from locked for share) insert into notes select $1 from held");

describe("the pipelined runner, by way of a network that fails,", () => {
  let server: Server;
  let network: Network;
  let runner: PipelinedRunner;

  const open = (limits: Partial<Limits>): Run => {
    runner = new PipelinedRunner(configOf(network.url), { limits });
    return runner.run;
  };
  const notes = async () => (await server.ask("select text from notes order by text")).map(({ text }) => text);
  const reasonOf = async (asked: Promise<unknown>): Promise<unknown> => {
    const [refusal] = await Promise.allSettled([asked]);
    return (refusal as PromiseRejectedResult).reason;
  };

  before(async () => {
    server = await openServer();
    network = await openNetwork(server.url);
    await server.ask("create table notes (text text); create table locked (); insert into locked default values");
  });
  beforeEach(() => server.ask("truncate notes"));
  afterEach(async () => {
    await runner.close();
    await server.untilConnected(0);
  });
  after(async () => {
    await network.refuse();
    await server.close();
  });

  it("goes on when the server can be reached again", async () => {
    const run = open({ wait: 250 });
    await run(ECHO, ["before"]);
    await network.refuse();
    const reason = await reasonOf(run(ECHO, ["while"]));
    expect(reason).to.be.instanceOf(DomainError).with.property("code", "unavailable");
    expect(reason).to.have.nested.property("cause.code", "ECONNREFUSED");
    await network.listen();
    expect(await outcomes([run(NOTE, ["after"])])).to.deep.equal(["done"]);
  });

  it("blames nothing that is over for a wait", async () => {
    const run = open({ connections: 1, flights: 1, wait: 250 });
    await network.refuse();
    expect(await outcomes([run(ECHO, ["while"])])).to.deep.equal(["unavailable"]);
    await network.listen();
    await run(ECHO, ["after"]);
    await server.lock("select from locked for update");
    const flying = run(LOCKED_NOTE, ["flying"]);
    await server.untilBlocked(1);
    const reason = await reasonOf(run(ECHO, ["behind"]));
    expect(reason).to.be.instanceOf(DomainError).and.not.to.have.property("cause");
    await server.unlock();
    await flying;
  });

  it("gives up a network that swallows everything, and never uses what was connected through it again", async () => {
    const run = open({ connections: 2, wait: 250, answer: 250, connect: 250 });
    await Promise.all([run(ECHO, ["a"]), run(ECHO, ["b"])]);
    network.swallow();
    const asked = [run(ECHO, ["c"]), run(ECHO, ["d"]), run(NOTE, ["e"]), run(NOTE, ["f"])];
    expect(await outcomes(asked)).to.deep.equal(Array(4).fill("unavailable"));
    expect(await outcomes([run(ECHO, ["g"])])).to.deep.equal(["unavailable"]);
    network.heal();
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`);
    expect(await Promise.all(texts.map((text) => run(ECHO, [text])))).to.deep.equal(texts.map((text) => [[text]]));
    expect(await notes()).to.deep.equal([]);
  });

  it("may be closed while the server is stuck", async () => {
    const run = open({});
    await run(ECHO, ["a"]);
    network.swallow();
    await runner.close();
    network.heal();
  });
});
