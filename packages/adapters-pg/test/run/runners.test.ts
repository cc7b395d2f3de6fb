import { expect } from "chai";
import { connect } from "../../src/connect.js";
import type { Database } from "../../src/database.js";
import { PipelinedRunner } from "../../src/run/pipelined.js";
import { Pool } from "../../src/run/pool.js";
import { pooledRunner } from "../../src/run/pooled.js";
import type { Run, Runner } from "../../src/run/statement.js";
import { BROKEN, ECHO, read, write } from "../support/ask.js";
import { outcomes } from "../support/outcomes.js";
import { configOf, openServer, type Server } from "../support/server.js";

const NOTE = write("insert into notes (text) values ($1)");
const LOCKED = read("select $1::text from locked for share");
const LOCKED_NOTE = write("with held as (select from locked for share) insert into notes select $1 from held");
const RACE = write("update counter set n = n + 1 returning n");

interface Kind {
  readonly name: string;
  /** Whether it goes on with a connection on which the server has stopped a statement. */
  readonly goesOn: boolean;
  /** One connection, on which an answer may take `answer` milliseconds. */
  open(database: Database, answer: number): Runner;
}

const KINDS: readonly Kind[] = [
  {
    name: "the pipelined runner",
    goesOn: true,
    open: ({ clientConfig }, answer) =>
      new PipelinedRunner(clientConfig as NonNullable<typeof clientConfig>, {
        limits: { connections: 1, wait: 2_000, answer },
      }),
  },
  {
    name: "the pooled runner",
    goesOn: false,
    open: (database, answer) => pooledRunner(new Pool(database, { answer })),
  },
];

for (const { name, goesOn, open } of KINDS)
  describe(name, () => {
    let server: Server;
    let database: Database;
    let runner: Runner;
    let run: Run;

    const start = (answer = 5_000): void => {
      database = connect({ url: server.url, poolMax: 1 });
      runner = open(database, answer);
      run = runner.run;
    };
    const notes = async () => (await server.ask("select text from notes order by text")).map(({ text }) => text);
    const lock = () => server.lock("select from locked for update");

    before(async () => {
      server = await openServer();
      await server.ask(`create table notes (text text not null check (text <> 'bad')); create table locked ();
        insert into locked default values; create table counter (n integer); insert into counter values (0)`);
    });
    beforeEach(async () => {
      await server.ask("truncate notes");
      start();
    });
    afterEach(async () => {
      await runner.close();
      await database.close();
      await server.untilConnected(0);
    });
    after(() => server.close());

    it("tells what PostgreSQL refuses in the domain's words, and goes on", async () => {
      const asked = [run(NOTE, ["bad"]), run(NOTE, ["a\0b"]), run(BROKEN, [0]), run(NOTE, ["good"])];
      expect(await outcomes(asked)).to.deep.equal(["invalid", "invalid", "invalid", "done"]);
      expect(await notes()).to.deep.equal(["good"]);
    });

    it("leaves what nobody expects as it is", async () => {
      const error = await run(read("select * from nowhere"), []).catch((error: unknown) => error);
      expect(error).to.have.property("code", "42P01");
    });

    it("lets writes see each other's outcome", async () => {
      const counts = await Promise.all(Array.from({ length: 50 }, () => run(RACE, [])));
      expect(new Set(counts.map(([row]) => row?.[0])).size).to.equal(50);
    });

    it("sends a read again whose connection was lost, and no write", async () => {
      for (const [statement, end] of [
        [LOCKED, "done"],
        [LOCKED_NOTE, "unavailable"],
      ] as const) {
        await lock();
        const asked = outcomes([run(statement, ["a"])]);
        await server.untilBlocked(1);
        await server.terminate();
        await server.untilBlocked(end === "done" ? 1 : 0);
        await server.unlock();
        expect(await asked).to.deep.equal([end]);
      }
      expect(await notes()).to.deep.equal([]);
    });

    it("sends a read five times at the most", async () => {
      await lock();
      const asked = outcomes([run(LOCKED, ["a"])]);
      for (let times = 0; times < 5; times++) {
        await server.untilBlocked(1);
        await server.terminate();
      }
      expect(await asked).to.deep.equal(["unavailable"]);
      await server.unlock();
      expect(await outcomes([run(NOTE, ["next"])])).to.deep.equal(["done"]);
    });

    for (const state of ["40001", "40P01", "55P03"])
      it(`sends again, three times at the most, a write that PostgreSQL gave up with ${state}`, async () => {
        for (const [times, end] of [
          [3, "done"],
          [4, "unavailable"],
        ] as const) {
          await server.ask(`create sequence tries; create function give_up() returns trigger language plpgsql as $$ begin
            if nextval('tries') <= ${times} then raise 'given up' using errcode = '${state}'; end if; return new; end $$;
            create trigger give_up before insert on notes for each row execute function give_up()`);
          expect(await outcomes([run(NOTE, [end])])).to.deep.equal([end]);
          await server.ask("drop trigger give_up on notes; drop function give_up; drop sequence tries");
        }
        expect(await notes()).to.deep.equal(["done"]);
      });

    it("does not send a read again that was not answered in time", async () => {
      await runner.close();
      await database.close();
      start(300);
      await lock();
      expect(await outcomes([run(LOCKED, ["a"])])).to.deep.equal(["unavailable"]);
      await server.untilBlocked(0);
      await server.unlock();
    });

    it("is not harmed by a statement that is cancelled", async () => {
      await lock();
      const asked = outcomes([run(LOCKED_NOTE, ["cancelled"])]);
      await server.untilBlocked(1);
      const [stuck] = await server.backends();
      await server.ask("select pg_cancel_backend($1)", [stuck?.pid]);
      expect(await asked).to.deep.equal(["unavailable"]);
      expect(await outcomes([run(NOTE, ["next"])])).to.deep.equal(["done"]);
      expect((await server.backends()).map(({ pid }) => pid)).to.deep.equal([stuck?.pid]);
      await server.unlock();
      expect(await notes()).to.deep.equal(["next"]);
    });

    it("gives up what is not answered in time, and has the server stop it", async () => {
      await runner.close();
      await database.close();
      start(300);
      await lock();
      const asked = outcomes([run(LOCKED_NOTE, ["late"])]);
      await server.untilBlocked(1);
      const [stuck] = await server.backends();
      expect(await asked).to.deep.equal(["unavailable"]);
      await server.untilBlocked(0);
      expect(await outcomes([run(NOTE, ["next"])])).to.deep.equal(["done"]);
      expect((await server.backends()).some(({ pid }) => pid === stuck?.pid)).to.equal(goesOn);
      await server.unlock();
      expect(await notes()).to.deep.equal(["next"]);
    });

    it("goes on when the server has forgotten all prepared statements", async () => {
      for (const text of ["a", "b"]) {
        await Promise.all([run(ECHO, [text]), run(NOTE, [text])]);
        await run(write("discard all"), []);
      }
      const asked = [run(NOTE, ["c"]), run(NOTE, ["d"]), run(ECHO, ["e"]), run(ECHO, ["f"])];
      expect(await outcomes(asked)).to.deep.equal(["done", "done", "done", "done"]);
      expect(await notes()).to.deep.equal(["a", "b", "c", "d"]);
    });

    it("goes on when a table has got another column", async () => {
      const all = read("select * from notes");
      await server.ask("insert into notes values ('a')");
      expect(await run(all, [])).to.deep.equal([["a"]]);
      await server.ask("alter table notes add column more text default 'b'");
      expect(await run(all, [])).to.deep.equal([["a", "b"]]);
      expect(await run(all, [])).to.deep.equal([["a", "b"]]);
      await server.ask("alter table notes drop column more");
    });

    it("answers nothing but unavailable when it has been closed", async () => {
      await run(ECHO, ["a"]);
      await Promise.all([runner.close(), runner.close()]);
      expect(await outcomes([run(ECHO, ["b"]), run(NOTE, ["c"])])).to.deep.equal(["unavailable", "unavailable"]);
      expect(await notes()).to.deep.equal([]);
    });

    it("is unavailable while there is no server, or no such database", async () => {
      for (const url of ["postgres://ann@127.0.0.1:1/none", server.url.replace(/\/[^/]*$/, "/none")]) {
        const away = connect({ url, poolMax: 1 });
        const lost = open({ ...away, clientConfig: configOf(url) }, 5_000);
        expect(await outcomes([lost.run(NOTE, ["a"])])).to.deep.equal(["unavailable"]);
        await lost.close();
        await away.close();
      }
    });
  });
