import { once } from "node:events";
import { createServer, Socket } from "node:net";
import { expect } from "chai";
import type { Statement, Value } from "../../src/run/statement.js";
import { openWire, type Question, type Wire, type WireAsker } from "../../src/run/wire.js";
import { sqlState } from "../../src/sqlstate.js";
import { BROKEN, ECHO, read, write } from "../support/ask.js";
import { configOf, openServer, type Server } from "../support/server.js";

/** A socket that tells how often it writes to the network. */
class CountedSocket extends Socket {
  writes = 0;

  override _write(...args: Parameters<Socket["_write"]>): void {
    this.writes++;
    super._write(...args);
  }

  override _writev(...args: Parameters<NonNullable<Socket["_writev"]>>): void {
    this.writes++;
    super._writev?.(...args);
  }
}

interface Asked extends Question {
  readonly answer: (error: unknown, rows: readonly unknown[]) => void;
}

describe("a wire", () => {
  let server: Server;
  let wire: Wire<Asked>;
  let lost: unknown[];
  let used: CountedSocket;

  const asker: WireAsker<Asked> = {
    answered: ({ answer }, error, rows) => answer(error, rows),
    undone: ({ answer }, error) => answer(error, []),
    lost: (error) => lost.push(error),
  };
  const open = async (): Promise<Wire<Asked>> => {
    const stream = () => {
      used = new CountedSocket();
      return used;
    };
    return openWire({ ...configOf(server.url)(), stream }, 1_000, asker);
  };

  before(async () => {
    server = await openServer();
  });
  beforeEach(async () => {
    lost = [];
    wire = await open();
  });
  afterEach(() => wire.end());
  after(() => server.close());

  const answer = (
    statement: Statement,
    values: readonly Value[],
    { prepared = true, anew = false } = {},
  ): Promise<readonly unknown[] | string> =>
    new Promise((resolve) => {
      const answer = (error: unknown, rows: readonly unknown[]): void =>
        resolve(error === null ? rows : (sqlState(error) ?? String(error)));
      wire.ask([{ statement, values, anew, answer }], prepared);
    });

  it("gives rows as PostgreSQL's text, and null for NULL", async () => {
    const statement = read("select 1, 'é😀', null, true union all select 2, '', 'x', false order by 1");
    expect(await answer(statement, [])).to.deep.equal([
      ["1", "é😀", null, "t"],
      ["2", "", "x", "f"],
    ]);
  });

  const asNumber = (sql: string): Statement<number> => ({
    ...read<number>(sql),
    read: (row, [expected]) => {
      const number = row.integer();
      if (number > Number(expected)) throw new Error(`${number} is not what was asked for`);
      return number;
    },
  });

  it("gives what a statement makes of its rows, knowing what it was asked", async () => {
    const numbers = asNumber("select generate_series(1, 3) union all select $1::bigint");
    expect(await answer(numbers, [7])).to.deep.equal([1, 2, 3, 7]);
  });

  it("lets a statement whose row cannot be read fail alone, after it was done, and loses no connection", async () => {
    await answer(write("create table kept_all_the_same (n bigint)"), []);
    const numbers = asNumber("insert into kept_all_the_same values (1), ($1::bigint + 1), (2) returning n");
    const answers = await Promise.all([answer(numbers, [1]), answer(ECHO, ["a"]), answer(numbers, [5])]);
    const unreadable = "UnreadableRow: A row of the database cannot be read";
    expect(answers).to.deep.equal([unreadable, [["a"]], unreadable]);
    expect(await server.ask("select n from kept_all_the_same")).to.have.length(6);
    expect(lost).to.deep.equal([]);
  });

  it("sends values of every kind", async () => {
    const statement = read(
      "select $1::text, $2::bigint + 1, not $3::boolean, $4::text is null, 3 = any($5::bigint[]), $6::bigint[]",
    );
    const values = ["'; --\n", Number.MAX_SAFE_INTEGER - 1, true, null, [1, 3], []];
    expect(await answer(statement, values)).to.deep.equal([["'; --\n", "9007199254740991", "f", "t", "t", "{}"]]);
  });

  it("answers each of many questions with its own rows, and an error to none but its own", async () => {
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => (n % 3 ? answer(ECHO, [n]) : answer(BROKEN, [0]))));
    expect(answers).to.deep.equal(["22012", [["1"]], [["2"]], "22012", [["4"]], [["5"]]]);
  });

  it("lets a statement that cannot be parsed fail alone, each time it is asked", async () => {
    const nonsense = read("selekt");
    const answers = [answer(nonsense, []), answer(nonsense, []), answer(ECHO, ["a"])];
    expect(await Promise.all(answers)).to.deep.equal(["42601", "26000", [["a"]]]);
    expect(await answer(nonsense, [])).to.equal("42601");
  });

  it("answers a write when it has been committed", async () => {
    await answer(write("create table kept (n integer primary key deferrable initially deferred)"), []);
    const insert = write("insert into kept values (1), ($1)");
    expect(await answer(insert, [2])).to.deep.equal([]);
    expect(await answer(insert, [3])).to.equal("23505");
    expect(await server.ask("select n from kept")).to.have.length(2);
  });

  const PREPARED = read("select name from pg_prepared_statements where name like 'test%' order by name");

  it("prepares a statement once under its name, or not at all", async () => {
    await Promise.all([answer(ECHO, ["a"]), answer(ECHO, ["b"])]);
    await answer(ECHO, ["c"]);
    expect(await answer(PREPARED, [], { prepared: false })).to.deep.equal([[ECHO.name]]);
    expect(await answer(ECHO, ["d"], { prepared: false })).to.deep.equal([["d"]]);
  });

  it("prepares none that is to be planned for its values each time", async () => {
    const fresh = { ...read("select $1::integer + 1"), unprepared: true as const };
    const answers = await Promise.all([answer(fresh, [1]), answer(ECHO, ["a"]), answer(fresh, [2], { anew: true })]);
    expect([...answers, await answer(fresh, [3])]).to.deep.equal([[["2"]], [["a"]], [["3"]], [["4"]]]);
    expect(await answer(PREPARED, [], { prepared: false })).to.deep.equal([[ECHO.name]]);
  });

  it("prepares a statement anew whether the server has forgotten it or not", async () => {
    await answer(ECHO, ["a"]);
    await answer(write("deallocate all"), [], { prepared: false });
    expect(await answer(ECHO, ["b"])).to.equal("26000");
    for (const text of ["c", "d"]) expect(await answer(ECHO, [text], { anew: true })).to.deep.equal([[text]]);
    expect(await answer(ECHO, ["e"])).to.deep.equal([["e"]]);
  });

  it("sends what is asked between cork and uncork in one write", async () => {
    const before = used.writes;
    wire.cork();
    const answers = Promise.all(["a", "b", "c"].map((text) => answer(ECHO, [text])));
    expect(used.writes).to.equal(before);
    wire.uncork();
    expect(await answers).to.deep.equal([[["a"]], [["b"]], [["c"]]]);
    expect(used.writes).to.equal(before + 1);
  });

  it("has the server stop what it is doing, and goes on", async () => {
    const [sleeper, next] = [answer(read("select pg_sleep(60)"), []), answer(ECHO, ["next"])];
    await server.untilAsked("pg_sleep");
    wire.cancel();
    expect([await sleeper, await next]).to.deep.equal(["57014", [["next"]]]);
    expect(lost).to.deep.equal([]);
  });

  it("is dropped at once, with what is in flight", async () => {
    const sleeper = answer(read("select pg_sleep(60)"), []);
    wire.drop();
    expect(await sleeper).to.match(/terminated/);
    expect(lost).not.to.be.empty;
    await server.terminate();
  });

  it("tells when the server ends it", async () => {
    const sleeper = answer(read("select pg_sleep(60)"), []);
    const behind = answer(ECHO, ["behind"]);
    await server.untilAsked("pg_sleep");
    await server.terminate();
    expect(await sleeper).to.equal("57P01");
    expect(await behind).to.match(/terminated|ECONNRESET/);
    expect(lost).not.to.be.empty;
  });

  it("answers what is in flight before it ends, and may be ended twice", async () => {
    const last = answer(ECHO, ["last"]);
    await wire.end();
    expect(await last).to.deep.equal([["last"]]);
  });

  it("leaves no connection behind to a server that wants a password when there is none", async () => {
    const authentication = (code: number, text: string): Buffer =>
      Buffer.concat([Buffer.from([0x52, 0, 0, 0, 8 + text.length, 0, 0, 0, code]), Buffer.from(text)]);
    const strict = createServer((socket) => {
      const SASL = 10;
      const SASL_CONTINUE = 11;
      socket.once("data", () => {
        socket.write(authentication(SASL, "SCRAM-SHA-256\0\0"));
        socket.once("data", () => socket.write(authentication(SASL_CONTINUE, "r=nonce,s=AAAA,i=4096")));
      });
    }).listen(0, "127.0.0.1");
    await once(strict, "listening");
    const { port } = strict.address() as { port: number };
    const accepted = once(strict, "connection") as Promise<[Socket]>;
    const connecting = openWire({ host: "127.0.0.1", port, user: "ann" }, 1_000, asker);
    const refused = connecting.then(
      () => null,
      (error: Error) => error.message,
    );
    const [socket] = await accepted;
    await once(socket, "close");
    expect(await refused).to.match(/password/);
    strict.close();
  });

  it("gives up connecting to a server that does not answer", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    const connecting = openWire({ host: "127.0.0.1", port, user: "ann" }, 50, asker);
    const error = await connecting.then(
      () => null,
      (error: Error) => error.message,
    );
    expect(error).to.equal("timeout expired");
    silent.close();
  });
});
