import { refusalOf } from "@taskward/application/contracts/refused";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import pg from "pg";
import type { Counters } from "../src/counter.js";
import { memoryCounters } from "../src/memory-counters.js";
import { type Query, RATE_LIMITS_TABLE, sharedCounters } from "../src/shared-counters.js";
import { signInLimit } from "../src/sign-in-limit.js";
import { handClock } from "./support/clock.js";

/** Counters, and a way to let time pass for them. */
interface Setup {
  readonly counters: Counters;
  pass(seconds: number): Promise<void>;
}

const RULE = { limit: 5, seconds: 900 };

const describeCounters = (name: string, open: () => Promise<Setup>): void => {
  describe(name, () => {
    let setup: Setup;
    let key: string;
    let keys = 0;
    before(async () => {
      setup = await open();
    });
    beforeEach(() => {
      key = `key ${keys++}`;
    });

    it("allows as many as there are and no more, and says how many are left and for how long", async () => {
      const counter = setup.counters(RULE);
      for (const remaining of [4, 3, 2, 1, 0])
        expect(await counter.take(key)).to.deep.equal({ allowed: true, remaining, resetSeconds: 900 });
      for (let i = 0; i < 3; i++)
        expect(await counter.take(key)).to.deep.equal({ allowed: false, remaining: 0, resetSeconds: 900 });
      expect(await counter.take(`${key}'`)).to.include({ allowed: true, remaining: 4 });
    });

    it("allows exactly as many of those that come together", async () => {
      const counter = setup.counters(RULE);
      const counts = await Promise.all(Array.from({ length: 50 }, () => counter.take(key)));
      const left = counts.filter(({ allowed }) => allowed).map(({ remaining }) => remaining);
      expect(left.sort()).to.deep.equal([0, 1, 2, 3, 4]);
    });

    it("starts anew when the time since the first one is over, not before", async () => {
      const counter = setup.counters(RULE);
      for (let i = 0; i < 4; i++) await counter.take(key);
      await setup.pass(600);
      expect(await counter.take(key)).to.deep.equal({ allowed: true, remaining: 0, resetSeconds: 300 });
      await setup.pass(299);
      expect(await counter.take(key)).to.include({ allowed: false });
      await setup.pass(1);
      expect(await counter.has(key)).to.equal(false);
      expect(await counter.take(key)).to.deep.equal({ allowed: true, remaining: 4, resetSeconds: 900 });
    });

    it("takes one back, from a full window too, but never below none", async () => {
      const counter = setup.counters(RULE);
      for (let i = 0; i < 8; i++) await counter.take(key);
      await counter.giveBack(key);
      expect([await counter.take(key), await counter.take(key)].map(({ allowed }) => allowed)).to.deep.equal([
        true,
        false,
      ]);
      for (let i = 0; i < 9; i++) await counter.giveBack(key);
      expect(await counter.has(key)).to.equal(false);
      expect(await counter.take(key)).to.include({ allowed: true, remaining: 4 });
      await setup.pass(900);
      await counter.giveBack(key);
      expect(await counter.take(key)).to.include({ remaining: 4 });
    });

    it("forgets one key and no other", async () => {
      const counter = setup.counters({ limit: 1, seconds: 60 });
      for (const each of [key, `${key}'`]) await counter.take(each);
      await counter.forget(key);
      expect([await counter.has(key), await counter.has(`${key}'`)]).to.deep.equal([false, true]);
      expect(await counter.take(key)).to.include({ allowed: true });
      expect(await counter.take(`${key}'`)).to.include({ allowed: false });
    });
  });
};

describeCounters("memoryCounters", async () => {
  const clock = handClock(0);
  return {
    counters: memoryCounters({ elapsed: clock.now }),
    pass: async (seconds) => clock.pass(seconds * 1000),
  };
});

describe("on PostgreSQL", () => {
  let pool: pg.Pool;
  const shared = (): Counters => sharedCounters((sql, values) => pool.query(sql, values));
  before(async function () {
    this.timeout(30_000);
    pool = new pg.Pool({ connectionString: await createDatabase(), max: 8 });
    await pool.query(RATE_LIMITS_TABLE);
  });
  after(() => pool?.end());

  describeCounters("sharedCounters", async () => {
    return {
      counters: shared(),
      pass: async (seconds) => {
        await pool.query("update rate_limits set resets_at = resets_at - make_interval(secs => $1)", [seconds]);
      },
    };
  });

  it("counts for several processes together, and tells nobody's name", async () => {
    const [here, there] = [shared()(RULE), shared()(RULE)];
    for (let i = 0; i < 3; i++) await here.take("together");
    expect(await there.take("together")).to.include({ remaining: 1 });
    await signInLimit(shared()).attempt("ann@example.com", "203.0.113.7");
    const { rows } = await pool.query("select string_agg(key, ' ') as keys from rate_limits");
    expect(rows[0].keys).to.not.match(/ann@|example|203\./);
  });

  it("says that it cannot count when the database does not do what it is asked", async () => {
    const counter = sharedCounters(() => Promise.reject(new Error("away")))(RULE);
    const hanging = sharedCounters(() => new Promise(() => undefined), { patience: 1 })(RULE);
    const lost: Query = (sql, values) => pool.query(sql.replaceAll("rate_limits", "no_table"), values);
    for (const action of [counter.take, counter.has, counter.giveBack, counter.forget])
      expect(await refusalOf(action("key"))).to.include({ code: "unavailable", retryAfter: 1 });
    for (const action of [hanging.take, sharedCounters(lost)(RULE).take])
      expect(await refusalOf(action("key"))).to.include({ code: "unavailable", retryAfter: 1 });
  });

  it("deletes what is over once a minute, and nothing else", async () => {
    const clock = handClock();
    const statements: Promise<unknown>[] = [];
    const watched: Query = (sql, values) => {
      const outcome = pool.query(sql, values);
      statements.push(outcome);
      return outcome;
    };
    const counter = sharedCounters(watched, { elapsed: clock.now })(RULE);
    await pool.query("insert into rate_limits values ('over', 1, now()), ('full', 5, now() + interval '1 minute')");
    for (const [pause, left] of [
      [59_999, ["full", "over"]],
      [1, ["full"]],
    ] as const) {
      clock.pass(pause);
      await counter.take("another");
      await Promise.all(statements);
      const { rows } = await pool.query<{ key: string }>("select key from rate_limits where key in ('over', 'full')");
      expect(rows.map(({ key }) => key).sort()).to.deep.equal(left);
    }
  });
});
