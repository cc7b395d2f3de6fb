import { draft, timestamp, userId } from "@taskward/domain";
import { expect } from "chai";
import { connect } from "../../src/connect.js";
import { openPgStorage } from "../../src/open-pg-storage.js";
import { PipelinedRunner } from "../../src/run/pipelined.js";
import { askOne, Pool } from "../../src/run/pool.js";
import { ECHO, read } from "../support/ask.js";
import { openDatabase } from "../support/open-database.js";
import { configOf, openServer, type Server } from "../support/server.js";

const LOCKED = read("select $1::text from locked for share");

describe("the use of connections", () => {
  let server: Server;

  before(async () => {
    server = await openServer();
    await server.ask("create table locked (); insert into locked default values");
  });
  after(() => server.close());

  it("is told of shared ones, with what is in flight and what waits", async () => {
    const runner = new PipelinedRunner(configOf(server.url), { limits: { connections: 2, flights: 2 } });
    expect(runner.use).to.deep.equal({ pool: "shared", open: 0, limit: 2, busy: 0, waiting: 0 });
    await server.lock("select from locked for update");
    const stuck = Promise.all(["a", "b", "c", "d", "e", "f", "g"].map((text) => runner.run(LOCKED, [text])));
    await server.untilBlocked(2);
    expect(runner.use).to.deep.equal({ pool: "shared", open: 2, limit: 2, busy: 4, waiting: 3 });
    expect(runner.waiting).to.equal(3);
    await server.unlock();
    await stuck;
    expect(runner.use).to.deep.equal({ pool: "shared", open: 2, limit: 2, busy: 0, waiting: 0 });
    await runner.close();
    expect(runner.use.busy).to.equal(0);
  });

  it("is told of lent ones, with who waits for one", async () => {
    const database = connect({ url: server.url, poolMax: 1 });
    const pool = new Pool(database);
    expect(pool.use).to.deep.equal({ pool: "lent", open: 0, limit: 1, busy: 0, waiting: 0 });
    const later: Promise<unknown>[] = [];
    await pool.lend(async (ask) => {
      await askOne(ask, ECHO, ["a"]);
      later.push(pool.lend((again) => askOne(again, ECHO, ["b"])));
      expect(pool.use).to.deep.equal({ pool: "lent", open: 1, limit: 1, busy: 1, waiting: 1 });
    });
    await Promise.all(later);
    expect(pool.use).to.deep.equal({ pool: "lent", open: 1, limit: 1, busy: 0, waiting: 0 });
    await database.close();
    expect(pool.use).to.include({ open: 0, busy: 0 });
  });

  it("is told by the storage, of each of its pools", async () => {
    for (const [shared, pools] of [
      [2, ["shared", "lent"]],
      [0, ["lent"]],
    ] as const) {
      const storage = openPgStorage(connect({ url: server.url, poolMax: 3 }), { shared });
      expect(storage.poolUse?.().map(({ pool }) => pool)).to.deep.equal(pools);
      await storage.close();
    }
  });

  for (const kind of ["reads", "writes that are committed together"] as const)
    it(`is congestion when many ${kind} wait for a connection`, async () => {
      const database = await openDatabase(1);
      const reading = kind === "reads";
      const storage = openPgStorage(reading ? database : { ...database, clientConfig: null }, { shared: 0 });
      const [owner, at] = [userId("ann"), timestamp(0)];
      await storage.users.admit({ id: owner, email: null, name: null }, at);
      const ask = (): Promise<unknown> =>
        reading ? storage.tasks.count(owner, {}) : storage.tasks.add(owner, draft({ title: "a" }), at);
      const asked: Promise<unknown>[] = [];
      await new Pool(database).lend(async () => {
        for (const congested of [false, true]) {
          asked.push(...Array.from({ length: 20 }, ask));
          expect(storage.congested?.()).to.equal(congested);
        }
      });
      await Promise.all(asked);
      expect(storage.congested?.()).to.equal(false);
      expect(await storage.tasks.count(owner, {})).to.equal(reading ? 0 : 40);
      await storage.close();
    });
});
