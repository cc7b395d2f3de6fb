import { expect } from "chai";
import {
  comparePositions,
  listed,
  NEWEST_FIRST,
  type Position,
  pageOf,
  positionOf,
  SORT_KEYS,
  satisfying,
  type Task,
  type TaskId,
  type TaskQuery,
  taskOf,
  timestamp,
  userId,
} from "../src/index.js";

const at = (seconds: number) => timestamp(Date.UTC(2026, 0, 31, 12, 0, seconds));
const made = (id: number, title: string, seconds = 0, completed = false): Task =>
  taskOf({ title, description: "", completed }, id as TaskId, userId("ann"), at(seconds));

const place = (key: string, id: number): Position => ({ key, id: id as TaskId });

describe("comparePositions", () => {
  it("orders by the key, then by id in the same direction", () => {
    for (const key of SORT_KEYS) {
      const inOrder = [place("a", 1), place("a", 2), place("b", 1)];
      for (const [i, before] of inOrder.entries())
        for (const after of inOrder.slice(i + 1)) {
          expect(comparePositions({ key, descending: false }, before, after)).to.be.below(0);
          expect(comparePositions({ key, descending: false }, after, before)).to.be.above(0);
        }
      for (const descending of [false, true]) {
        const sorted = [...inOrder].sort((a, b) => comparePositions({ key, descending }, a, b));
        expect(sorted).to.deep.equal(descending ? [...inOrder].reverse() : inOrder);
        expect(comparePositions({ key, descending }, place("a", 1), place("a", 1))).to.satisfy((n: number) => n === 0);
      }
    }
  });

  it("takes titles that differ by the case of A to Z alone as equal", () => {
    expect(comparePositions({ key: "title", descending: false }, place("B", 1), place("b", 2))).to.be.below(0);
    expect(comparePositions({ key: "title", descending: false }, place("B", 2), place("b", 1))).to.be.above(0);
  });

  it("puts what was made last first, unless asked for another order", () => {
    const tasks = [made(3, "a", 1), made(1, "b", 2), made(2, "c", 2)];
    const places = tasks.map((task) => positionOf(task, NEWEST_FIRST));
    const sorted = [...places].sort((a, b) => comparePositions(NEWEST_FIRST, a, b));
    expect(sorted).to.deep.equal([place(at(2), 2), place(at(2), 1), place(at(1), 3)]);
  });

  it("orders ids as numbers up to the greatest", () => {
    const order = { key: "title", descending: false } as const;
    expect(comparePositions(order, place("a", 9), place("a", 10))).to.be.below(0);
    expect(comparePositions(order, place("a", 1), place("a", Number.MAX_SAFE_INTEGER))).to.be.below(0);
  });
});

describe("pageOf", () => {
  const query: TaskQuery = { order: { key: "title", descending: false }, limit: 2 };

  it("says where to go on when one more was found than the page may hold", () => {
    const found = [made(1, "a"), made(2, "b"), made(3, "c"), made(4, "d")];
    expect(pageOf(found.slice(0, 3), query)).to.deep.equal({ tasks: found.slice(0, 2), next: { key: "b", id: 2 } });
    const longer = pageOf(found, { ...query, limit: 3 });
    expect(longer).to.deep.equal({ tasks: found.slice(0, 3), next: { key: "c", id: 3 } });
  });

  it("says that nothing is left otherwise", () => {
    for (const found of [[], [made(1, "a")], [made(1, "a"), made(2, "b")]])
      expect(pageOf(found, query)).to.deep.equal({ tasks: found, next: null });
  });

  it("names a place by the key of its order", () => {
    const task = made(5, "Milk", 3);
    expect(positionOf(task, { key: "title", descending: true })).to.deep.equal({ key: "Milk", id: 5 });
    expect(positionOf(task, { key: "createdAt", descending: true })).to.deep.equal({ key: at(3), id: 5 });
  });
});

describe("satisfying", () => {
  const milk = made(1, "Milk", 0, true);
  const bread = made(2, "Bread");
  const both = { ...made(3, "Bread"), description: "and MILK" };
  const neither = { ...made(4, "mi"), description: "lk" };
  const all = [milk, bread, both, neither];

  it("gives every task, in its place, when nothing is asked", () => {
    expect(satisfying(all, {})).to.deep.equal(all);
  });

  it("takes a letter beyond U+FFFF for one letter, not for either half of it", () => {
    const [small, other] = [made(5, "\u{10428}"), made(6, "\u{10401}")];
    expect(satisfying([small, other], { search: "\u{10400}" })).to.deep.equal([small]);
  });

  it("asks for every condition at once", () => {
    for (const [filter, found] of [
      [{ completed: true }, [milk]],
      [{ completed: false }, [bread, both, neither]],
      [{ search: "milk" }, [milk, both]],
      [{ search: "milk", completed: true }, [milk]],
      [{ search: "milk", completed: false }, [both]],
      [{ search: "" }, all],
    ] as const)
      expect(satisfying(all, filter)).to.deep.equal(found);
  });
});

describe("listed", () => {
  const [first, second, third] = [made(1, "b", 2), made(2, "B", 1), made(3, "a", 3, true)];
  const tasks = [third, first, second];
  const byTitle: TaskQuery = { order: { key: "title", descending: false }, limit: 9 };

  it("puts tasks in the order that is asked for", () => {
    expect(listed(tasks, byTitle)).to.deep.equal({ tasks: [third, first, second], next: null });
    expect(listed(tasks, { ...byTitle, order: NEWEST_FIRST }).tasks).to.deep.equal([third, first, second]);
    const oldest = { ...NEWEST_FIRST, descending: false };
    expect(listed(tasks, { ...byTitle, order: oldest }).tasks).to.deep.equal([second, first, third]);
  });

  it("gives what the filter asks for, and no more than a page", () => {
    expect(listed(tasks, { ...byTitle, completed: false, limit: 1 })).to.deep.equal({
      tasks: [first],
      next: { key: "b", id: 1 },
    });
    expect(listed(tasks, { ...byTitle, search: "B", limit: 2 })).to.deep.equal({ tasks: [first, second], next: null });
  });

  it("goes on behind a place, whose task is never shown again", () => {
    expect(listed(tasks, { ...byTitle, after: place("a", 3) }).tasks).to.deep.equal([first, second]);
    expect(listed(tasks, { ...byTitle, after: place("B", 1) }).tasks).to.deep.equal([second]);
    expect(listed(tasks, { ...byTitle, after: place("b", 2) })).to.deep.equal({ tasks: [], next: null });
  });

  it("leaves the tasks that it was given in their places", () => {
    listed(tasks, { ...byTitle, order: NEWEST_FIRST, after: place(at(3), 3) });
    expect(tasks).to.deep.equal([third, first, second]);
  });
});
