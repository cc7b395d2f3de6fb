import { DomainError, PAGE_LIMIT, type TaskId } from "@taskward/domain";
import { expect } from "chai";
import { encodeCursor } from "../src/tasks/cursor.js";
import { parseListQuery } from "../src/tasks/list-query.js";

describe("the query string of a list", () => {
  const place = { key: "2026-01-31T12:00:00.000Z", id: 7 as TaskId };
  const order = { key: "createdAt", descending: true };
  const requests: readonly (readonly [string, object])[] = [
    ["", { sort: "-created_at", counted: false, query: { order, limit: PAGE_LIMIT } }],
    ["limit=20", { sort: "-created_at", counted: false, query: { order, limit: 20 } }],
    ["limit=20&count=true", { sort: "-created_at", counted: true, query: { order, limit: 20 } }],
    [
      "sort=title",
      { sort: "title", counted: false, query: { order: { key: "title", descending: false }, limit: PAGE_LIMIT } },
    ],
    ["completed=false", { sort: "-created_at", counted: false, query: { order, limit: PAGE_LIMIT, completed: false } }],
    ["q=milk", { sort: "-created_at", counted: false, query: { order, limit: PAGE_LIMIT, search: "milk" } }],
    [
      `cursor=${encodeCursor("-created_at", place)}`,
      { sort: "-created_at", counted: false, query: { order, limit: PAGE_LIMIT, after: place } },
    ],
  ];

  it("means the same each time, whatever was asked in between", () => {
    const others = Array.from({ length: 1_000 }, (_, n) => `limit=${(n % 100) + 1}${"&".repeat(n / 100)}`);
    for (const between of [[], others, ["limit=21", "limit=2"]]) {
      for (const text of between) parseListQuery(text);
      for (const [text, request] of requests) expect(parseListQuery(text), text).to.deep.equal(request);
    }
  });

  it("is refused each time when it is wrong", () => {
    for (const text of ["limit=0", "limit=20&limit=20", "sort=id", "nothing=here", "cursor=x", "q=%00"])
      for (let time = 0; time < 2; time++) expect(() => parseListQuery(text), text).to.throw(DomainError);
    for (let time = 0; time < 2; time++) expect(() => parseListQuery("q=%"), "q=%").to.throw("percent-encoded");
  });

  it("is taken to the letter", () => {
    expect(parseListQuery("limit=20").query.limit).to.equal(20);
    expect(() => parseListQuery("Limit=20")).to.throw(DomainError);
    expect(() => parseListQuery("limit=20 ")).to.throw(DomainError);
  });
});
