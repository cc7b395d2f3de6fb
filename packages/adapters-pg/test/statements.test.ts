import { SORT_KEYS, type TaskFilter, type TaskId, type TaskQuery, type UserId } from "@taskward/domain";
import { expect } from "chai";
import { count, list } from "../src/list-statements.js";
import type { Statement } from "../src/run/statement.js";
import * as taskStatements from "../src/statements.js";
import * as userStatements from "../src/user-statements.js";

const ANN = "ann" as UserId;
const SEARCHES = ["milk", "'; drop table tasks; --", "?", "$1", ":name", ""];

const filters = (search: string): TaskFilter[] =>
  [{}, { completed: true }, { completed: false }].flatMap((filter) => [filter, { ...filter, search }]);

const queries = (search: string): TaskQuery[] =>
  SORT_KEYS.flatMap((key) => [true, false].map((descending) => ({ key, descending }))).flatMap((order) =>
    filters(search).flatMap((filter) => [
      { ...filter, order, limit: 20 },
      { ...filter, order, limit: 20, after: { key: search, id: 7 as TaskId } },
    ]),
  );

const listings = SEARCHES.flatMap((search) => [
  ...queries(search).map((query) => list(ANN, query)),
  ...filters(search).map((filter) => count(ANN, filter)),
]);

const exported: readonly unknown[] = [...Object.values(taskStatements), ...Object.values(userStatements)];
const declared = exported.filter((value): value is Statement => typeof value === "object");

describe("the statements", () => {
  const all: readonly Statement[] = [
    ...new Set<Statement>([...declared, ...listings.map(({ statement }) => statement)]),
  ];

  it("name the owner wherever they touch tasks, save the one that asks whose a task is", () => {
    const free = all.filter(({ sql }) => /\btasks\b/.test(sql) && !/"user_id" = \$1|\("?.*"user_id".*\$1/.test(sql));
    expect(free).to.deep.equal([taskStatements.OWNER_OF]);
    expect(taskStatements.OWNER_OF.sql).to.equal('select "user_id" from "tasks" where "id" = $1');
  });

  it("are given the owner first", () => {
    for (const { statement, values } of listings) {
      expect(statement.sql).to.contain('where "user_id" = $1');
      expect(values[0]).to.equal(ANN);
    }
  });

  it("are a bounded set, whatever is searched for", () => {
    const lists = listings.filter(({ statement }) => statement.name.startsWith("taskward_list"));
    expect(new Set(lists.map(({ statement }) => statement)).size).to.equal(6 * 2 * 2 * 2);
    expect(new Set(listings.map(({ statement }) => statement)).size).to.equal(6 * 2 * 2 * 2 + 2 * 2);
  });

  it("have names of their own, which PostgreSQL does not cut short", () => {
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
    for (const { name } of all) expect(name).to.match(/^taskward_[a-zA-Z_0-9]{1,54}$/);
  });

  it("are planned for the owner each time where no index has the order, as a hint to nobody of how much others have", () => {
    const unordered = ({ sql }: Statement) => /count\(|order by (?!created_at)/.test(sql) && sql.includes('"tasks"');
    expect(all.filter(({ unprepared }) => unprepared)).to.have.members(all.filter(unordered));
    expect(all.filter(unordered)).to.have.length(4 * 2 * 2 * 2 + 2 * 2);
  });

  it("have a value for each parameter and a parameter for each value", () => {
    for (const { statement, values } of listings) {
      const used = [...new Set(statement.sql.match(/\$\d+/g))].sort();
      expect(used, statement.name).to.deep.equal(values.map((_, i) => `$${i + 1}`));
    }
  });

  it("ask for one task more than the page may hold", () => {
    for (const query of queries("milk")) expect(list(ANN, query).values[1]).to.equal(21);
  });

  it("are known to change nothing, or may not be sent twice", () => {
    for (const { sql, reads } of all) expect(reads, sql).to.equal(sql.startsWith("select") && !sql.includes("lock"));
  });
});
