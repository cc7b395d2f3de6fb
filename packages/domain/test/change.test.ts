import { expect } from "chai";
import * as fc from "fast-check";
import {
  change,
  complete,
  expectVersion,
  isCompleted,
  reopen,
  type Task,
  type TaskChange,
  type TaskId,
  taskOf,
  timestamp,
  toggle,
  userId,
} from "../src/index.js";
import { holds } from "./seeded.js";

const at = (seconds: number) => timestamp(Date.UTC(2026, 0, 31, 12, 0, seconds));
const made = (completed = false): Task =>
  taskOf({ title: "Buy milk", description: "2 l", completed }, 7 as TaskId, userId("ann"), at(0));

const moment = fc.nat(20).map(at);
const changes = fc.record<TaskChange>(
  {
    title: fc.constantFrom("a", "b"),
    description: fc.constantFrom("", "c"),
    completed: fc.constantFrom(true, false, "toggle" as const),
  },
  { requiredKeys: [] },
);
const task = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(changes, moment), { maxLength: 5 }))
  .map(([completed, steps]) => steps.reduce((before, [step, when]) => change(before, step, when), made(completed)));

describe("taskOf", () => {
  it("makes version 1 of a task, completed at once when the draft says so", () => {
    const open = {
      id: 7,
      owner: "ann",
      title: "Buy milk",
      description: "2 l",
      completedAt: null,
      createdAt: at(0),
      updatedAt: at(0),
      version: 1,
    };
    expect(made()).to.deep.equal(open);
    expect(made(true)).to.deep.equal({ ...open, completedAt: at(0) });
  });
});

describe("change", () => {
  it("replaces what is given, keeps the rest, and counts the version up", () => {
    expect(change(made(), { title: "Buy bread" }, at(1))).to.deep.equal({
      ...made(),
      title: "Buy bread",
      updatedAt: at(1),
      version: 2,
    });
    expect(change(made(), { description: "" }, at(1))).to.deep.equal({
      ...made(),
      description: "",
      updatedAt: at(1),
      version: 2,
    });
    expect(change(made(), complete, at(1))).to.deep.equal({
      ...made(),
      completedAt: at(1),
      updatedAt: at(1),
      version: 2,
    });
    expect(change(made(true), reopen, at(1))).to.deep.equal({ ...made(), updatedAt: at(1), version: 2 });
  });

  it("counts new texts as a change, even when they are the old ones", () => {
    expect(change(made(), { title: "Buy milk" }, at(1))).to.include({ updatedAt: at(1), version: 2 });
  });

  it("changes nothing when a completed task is completed or an open one reopened, so that a request can be repeated", () => {
    const completed = change(made(), complete, at(1));
    expect(change(completed, complete, at(2))).to.equal(completed);
    expect(change(made(), reopen, at(2))).to.deep.equal(made());
    expect(change(completed, { title: "a", completed: true }, at(2))).to.include({
      completedAt: at(1),
      updatedAt: at(2),
    });
    holds(
      fc.property(task, moment, moment, (before, when, then) => {
        for (const verb of [complete, reopen]) {
          const once = change(before, verb, when);
          expect(change(once, verb, then)).to.equal(once);
        }
      }),
    );
  });

  it("comes back to where it was when toggled twice", () => {
    holds(
      fc.property(task, moment, moment, (before, when, then) => {
        const once = change(before, toggle, when);
        const twice = change(once, toggle, then);
        expect(isCompleted(once)).to.equal(!isCompleted(before));
        expect(isCompleted(twice)).to.equal(isCompleted(before));
        expect(twice.version).to.equal(before.version + 2);
      }),
    );
  });

  it("grows the version by one or leaves the whole task as it is, and never goes back in time", () => {
    holds(
      fc.property(task, changes, moment, (before, step, when) => {
        const after = change(before, step, when);
        if (after.version === before.version) expect(after).to.equal(before);
        else expect(after.version).to.equal(before.version + 1);
        expect(after.updatedAt >= before.updatedAt).to.equal(true);
        expect(after.updatedAt >= after.createdAt).to.equal(true);
        if (after.completedAt !== null) expect(after.completedAt >= after.createdAt).to.equal(true);
      }),
      2000,
    );
  });

  it("never touches the id, the owner or the making of a task, nor the record it was given", () => {
    holds(
      fc.property(task, changes, moment, (before, step, when) => {
        const copy = { ...before };
        const after = change(Object.freeze(before), Object.freeze(step), when);
        expect(before).to.deep.equal(copy);
        expect(after).to.include({ id: before.id, owner: before.owner, createdAt: before.createdAt });
        expect(Object.keys(after).sort()).to.deep.equal(Object.keys(copy).sort());
        expect(after.title).to.equal(step.title ?? before.title);
        expect(after.description).to.equal(step.description ?? before.description);
      }),
    );
  });
});

describe("expectVersion", () => {
  it("lets any version pass when none is named, and only those named otherwise", () => {
    const second = change(made(), toggle, at(1));
    for (const versions of [undefined, [2], [1, 2, 3]]) expect(() => expectVersion(second, versions)).not.to.throw();
    for (const versions of [[], [1], [3]])
      expect(() => expectVersion(second, versions))
        .to.throw()
        .with.property("code", "stale");
  });
});
