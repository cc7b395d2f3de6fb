import { expect } from "chai";
import { checkLog } from "./rig/check-log.js";
import type { Kind, Operation, SeenTask } from "./rig/operation.js";
import type { Verdict } from "./rig/verdict.js";

const task = (changes: Partial<SeenTask> = {}): SeenTask => ({
  id: 1,
  user: "ann",
  title: "a",
  completed: false,
  version: 1,
  ...changes,
});

const operation = (kind: Kind, changes: Partial<Operation> = {}): Operation => ({
  kind,
  user: "ann",
  id: 1,
  title: null,
  since: 0,
  took: 1,
  status: 200,
  fault: null,
  retryAfter: false,
  seen: [],
  ...changes,
});

const created = operation("create", { title: "a", status: 201, seen: [task()] });
const replacedBy = (title: string, version: number): Operation =>
  operation("replace", { title, seen: [task({ title, version })] });
const unanswered = (kind: Kind, title: string | null = null): Operation => operation(kind, { title, status: 503 });
const uncertain = operation("create", { id: null, title: "b", status: null, fault: "ECONNRESET" });
const second = task({ id: 2, title: "b" });

const kinds = (verdict: Verdict): readonly string[] =>
  Object.entries(verdict).flatMap(([kind, found]: [string, readonly string[]]) => (found.length > 0 ? [kind] : []));

const sees = (
  title: string,
  expected: readonly string[],
  log: readonly Operation[],
  store: readonly SeenTask[],
): void => {
  it(title, () => {
    expect(kinds(checkLog(log, store))).to.deep.equal(expected);
  });
};

describe("the checker of logs", () => {
  describe("finds", () => {
    sees("a created task that is gone", ["lost"], [created], []);
    sees("a change that is gone", ["lost"], [created, replacedBy("c", 2)], [task()]);
    sees("a deletion that is gone", ["lost"], [created, operation("delete", { status: 204 })], [task()]);
    sees(
      "a change that the next one overwrote unseen",
      ["lost"],
      [created, replacedBy("c", 2), replacedBy("d", 2)],
      [task({ title: "d", version: 2 })],
    );
    sees("a task that a read no longer finds", ["lost"], [created, operation("get", { status: 404 })], [task()]);
    sees(
      "a read older than what was acknowledged",
      ["lost"],
      [created, replacedBy("c", 2), operation("get", { seen: [task()] })],
      [task({ title: "c", version: 2 })],
    );
    sees("an acknowledged task that is there twice", ["doubled"], [created], [task(), task({ id: 2 })]);
    sees("an unacknowledged task that is there twice", ["doubled"], [uncertain], [second, { ...second, id: 3 }]);
    sees(
      "a change that was made twice",
      ["doubled"],
      [created, replacedBy("c", 3)],
      [task({ title: "c", version: 3 })],
    );
    sees(
      "an unanswered change that was made twice",
      ["doubled"],
      [created, unanswered("replace", "c")],
      [task({ title: "c", version: 3 })],
    );
    sees("a task that nobody wrote", ["phantom"], [created], [task(), task({ id: 2, title: "z" })]);
    sees("a task that was refused", ["phantom"], [{ ...uncertain, status: 422 }], [second]);
    sees("a text that nobody wrote", ["wrong"], [created, unanswered("toggle")], [task({ title: "z", version: 2 })]);
    sees("a state that nobody set", ["wrong"], [created], [task({ completed: true })]);
    sees(
      "an answer that is not what was written",
      ["wrong"],
      [created, operation("replace", { title: "c", seen: [task({ title: "d", version: 2 })] })],
      [task({ title: "d", version: 2 })],
    );
    sees(
      "somebody else's task in a list",
      ["foreign"],
      [operation("list", { id: null, seen: [task({ user: "bob" })] })],
      [],
    );
    sees("somebody else's task by its id", ["foreign"], [operation("probe", { id: 7 })], []);
  });

  describe("allows", () => {
    sees(
      "what was acknowledged",
      [],
      [created, replacedBy("c", 2), operation("list", { id: null, seen: [task()] })],
      [task({ title: "c", version: 2 })],
    );
    sees("an unanswered creation that was done", [], [uncertain], [second]);
    sees("an unanswered creation that was not done", [], [uncertain], []);
    sees(
      "an unanswered change that was done",
      [],
      [created, unanswered("replace", "c")],
      [task({ title: "c", version: 2 })],
    );
    sees(
      "an unanswered change that was done after the next one",
      [],
      [created, unanswered("replace", "c"), replacedBy("d", 2)],
      [task({ title: "c", version: 3 })],
    );
    sees(
      "an unanswered change that was not done",
      [],
      [created, unanswered("replace", "c"), replacedBy("d", 2)],
      [task({ title: "d", version: 2 })],
    );
    sees("an unanswered deletion that was done", [], [created, unanswered("delete")], []);
    sees("an unanswered deletion that was not done", [], [created, unanswered("delete")], [task()]);
    sees("a probe that finds nothing", [], [operation("probe", { id: 7, status: 404 })], []);
  });
});
