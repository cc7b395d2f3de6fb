import { SORT_KEYS, type SortKey, type TaskFilter, type TaskId, type UserId } from "@taskward/domain";
import { expect } from "chai";
import pg from "pg";
import type { Database } from "../src/database.js";
import { count, list } from "../src/list-statements.js";
import type { Statement, Value } from "../src/run/statement.js";
import { wireText } from "../src/run/wire.js";
import { ADD, CHANGE, GET, OWNER_OF, REMOVE } from "../src/statements.js";
import { FIND, FIND_CREDENTIAL, LIST, SHUT } from "../src/user-statements.js";
import { openDatabase } from "./support/open-database.js";

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Cond"?: string;
  readonly Plans?: readonly Plan[];
}

const SEED = `
  insert into users (id, created_at) select 'user' || n, now() from generate_series(1, 1000) n;
  insert into tasks (user_id, title, description, created_at, updated_at)
    select 'user' || (n % 1000 + 1), 'Task ' || n, 'Text ' || n, moment, moment
    from generate_series(1, 100000) n, lateral (select now() - n * interval '1 minute' as moment) m;
  insert into credentials select id, '$hash$', now() from users;
  analyze`;

const OWNER = "user7" as UserId;
const AT = "2026-01-31T12:00:00.000Z";
const ID = 6 as TaskId;
const FILTERS: readonly TaskFilter[] = [
  {},
  { completed: true },
  { search: "milk" },
  { completed: false, search: "milk" },
];

const placeOf = (key: SortKey) => ({ key: key === "title" ? "Task 5" : AT, id: ID });

describe("the plans of PostgreSQL, for 1000 users with 100 tasks each,", () => {
  let database: Database;
  let client: pg.Client;

  before(async () => {
    const opened = await openDatabase();
    database = opened;
    client = new pg.Client({ connectionString: opened.url });
    await client.connect();
    await client.query(SEED);
  });
  after(async () => {
    await client.end();
    await database.close();
  });

  const planOf = async (mode: string, { sql }: Statement, values: readonly Value[]): Promise<Plan> => {
    await client.query(`set plan_cache_mode = ${mode}`);
    await client.query(`prepare asked as ${sql}`);
    const literals = values.map(wireText).map((text) => (text === null ? "null" : client.escapeLiteral(text)));
    const { rows } = await client.query(`explain (format json) execute asked(${literals.join(", ")})`);
    await client.query("deallocate asked");
    return rows[0]["QUERY PLAN"][0].Plan;
  };

  const stepsOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(stepsOf)];

  /** The steps of the plan made for these values, and of the one made once for all values. */
  const stepsFor = async (statement: Statement, values: readonly Value[]): Promise<Plan[][]> => [
    stepsOf(await planOf("force_custom_plan", statement, values)),
    stepsOf(await planOf("force_generic_plan", statement, values)),
  ];

  const findsBy = async (column: string, statement: Statement, values: readonly Value[]): Promise<Plan[][]> => {
    const plans = await stepsFor(statement, values);
    for (const steps of plans) {
      const found = steps.filter((step) => step["Index Cond"]?.includes(`(${column} = `));
      expect(found, `${statement.name}: ${JSON.stringify(steps)}`).not.to.be.empty;
      expect(steps.map((step) => step["Node Type"])).not.to.include("Seq Scan");
    }
    return plans;
  };

  for (const key of SORT_KEYS)
    for (const descending of [true, false])
      it(`find one owner's tasks by an index, with every filter, in the order ${descending ? "-" : ""}${key}`, async () => {
        for (const filter of FILTERS)
          for (const after of [undefined, placeOf(key)]) {
            const query = { ...filter, order: { key, descending }, limit: 20, ...(after && { after }) };
            const { statement, values } = list(OWNER, query);
            await findsBy("user_id", statement, values);
          }
      });

  it("read the newest, or oldest, tasks from the index in their order, starting at a place", async () => {
    for (const descending of [true, false])
      for (const after of [undefined, placeOf("createdAt")]) {
        const query = { order: { key: "createdAt" as const, descending }, limit: 20, ...(after && { after }) };
        const { statement, values } = list(OWNER, query);
        for (const steps of await findsBy("user_id", statement, values)) {
          expect(steps.map((step) => step["Node Type"])).to.deep.equal(["Limit", "Index Scan"]);
          if (after) expect(steps[1]?.["Index Cond"]).to.contain("ROW(created_at, id)");
        }
      }
  });

  it("find one owner's tasks by an index to count them", async () => {
    for (const filter of FILTERS) {
      const { statement, values } = count(OWNER, filter);
      await findsBy("user_id", statement, values);
    }
  });

  it("find one task by its id, with its owner in the key or checked on it", async () => {
    const change = [OWNER, ID, "new", null, null, true, AT, [1]];
    for (const [statement, values] of [
      [GET, [OWNER, ID]],
      [CHANGE, change],
      [CHANGE, change.with(-1, null)],
      [REMOVE, [OWNER, ID, [1]]],
      [REMOVE, [OWNER, ID, null]],
    ] as [Statement, Value[]][])
      await findsBy("id", statement, values);
  });

  it("find whose a task is by its id", () => findsBy("id", OWNER_OF, [ID]));

  it("touch nothing but the new task to add one", async () => {
    for (const steps of await stepsFor(ADD, [OWNER, "new", "", false, AT]))
      expect(steps.map((step) => step["Node Type"])).to.deep.equal(["ModifyTable", "Result"]);
  });

  it("find users by an index", async () => {
    await findsBy("id", FIND, [OWNER]);
    await findsBy("id", SHUT, [OWNER, AT]);
    await findsBy("email", FIND_CREDENTIAL, ["ann@example.com"]);
    for (const steps of await stepsFor(LIST, ["user5", 20]))
      expect(steps.map((step) => step["Node Type"])).to.deep.equal(["Limit", "Index Scan"]);
  });
});
