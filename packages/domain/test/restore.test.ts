import { expect } from "chai";
import {
  change,
  DESCRIPTION_LENGTH,
  draft,
  restoredTask,
  restoredUser,
  type Task,
  type TaskId,
  TITLE_LENGTH,
  taskOf,
  timestamp,
  type User,
  userId,
} from "../src/index.js";
import { faultsOf } from "./faults-of.js";

const ann = userId("ann");
const noon = timestamp(Date.UTC(2026, 0, 31, 12));
const later = timestamp(Date.UTC(2026, 0, 31, 13));
const latest = timestamp(Date.UTC(2026, 0, 31, 14));
const task: Task = taskOf(draft({ title: "Buy milk" }), 7 as TaskId, ann, noon);
const user: User = { id: ann, email: "ann@example.com", name: "Ann", createdAt: noon, disabledAt: null };

describe("restoredTask", () => {
  it("gives every task back that the domain can have made, as it was", () => {
    const completed = change(task, { completed: true, description: "Two litres" }, later);
    const oldest = { ...task, id: (2 ** 52) as TaskId, version: 2 ** 30 };
    const edited = change(completed, { title: "Buy bread" }, latest);
    const made = taskOf(draft({ title: "Buy milk", completed: true }), task.id, ann, noon);
    for (const kept of [task, completed, edited, made, oldest, { ...task, title: "😀".repeat(TITLE_LENGTH) }])
      expect(restoredTask(kept)).to.equal(kept);
  });

  it("leaves a description as it was, white space around it and all", () => {
    for (const description of ["", " ", " a\n", "\ufeffa\u3000"]) {
      const kept = taskOf(draft({ title: "a", description }), task.id, ann, noon);
      expect(restoredTask(kept)).to.include({ description });
    }
  });

  it("refuses white space around a title, which is never kept, and names it once", () => {
    for (const title of [" a", "a ", " a ", "\na", "a\u3000", "\ufeffa", " ", " \0", `${"a".repeat(TITLE_LENGTH)} `])
      expect(
        faultsOf(() => restoredTask({ ...task, title })),
        JSON.stringify(title),
      ).to.deep.equal(["title"]);
    expect(restoredTask({ ...task, title: "a  b" }).title).to.equal("a  b");
  });

  it("refuses what the domain cannot have made, naming the field", () => {
    const faults: Record<string, Partial<Task>[]> = {
      title: [{ title: "" }, { title: "a".repeat(TITLE_LENGTH + 1) }, { title: "a\0" }, { title: "\ud800" }],
      description: [{ description: "a".repeat(DESCRIPTION_LENGTH + 1) }, { description: "\0" }],
      updated_at: [{ createdAt: later }],
      completed_at: [
        { completedAt: later },
        { completedAt: latest, updatedAt: later },
        { completedAt: noon, createdAt: later, updatedAt: later },
      ],
      version: [{ version: 0 }, { version: -1 }, { version: 1.5 }, { version: Number.NaN }],
    };
    for (const [field, damages] of Object.entries(faults))
      for (const damage of damages)
        expect(
          faultsOf(() => restoredTask({ ...task, ...damage })),
          JSON.stringify(damage),
        ).to.deep.equal([field]);
    expect(faultsOf(() => restoredTask({ ...task, title: "", version: 0 }))).to.deep.equal(["title", "version"]);
  });
});

describe("restoredTask, of what is to come", () => {
  it("refuses an id that leaves no room for those of new tasks", () => {
    for (const id of [2 ** 52 + 1, Number.MAX_SAFE_INTEGER, 0, 1.5])
      expect(
        faultsOf(() => restoredTask({ ...task, id: id as TaskId })),
        `${id}`,
      ).to.deep.equal(["id"]);
  });

  it("refuses a version that leaves no room for changes", () => {
    for (const version of [2 ** 30 + 1, 2 ** 31 - 1, 2 ** 31])
      expect(
        faultsOf(() => restoredTask({ ...task, version })),
        `${version}`,
      ).to.deep.equal(["version"]);
  });
});

describe("restoredUser", () => {
  it("gives every user back that the domain can have made, as they were", () => {
    for (const kept of [user, { ...user, email: null, name: null }, { ...user, disabledAt: later }])
      expect(restoredUser(kept)).to.equal(kept);
  });

  it("refuses an e-mail or a name in another form than the one that is kept", () => {
    for (const email of ["", "ann", "Ann@example.com", " ann@example.com", "a\0@b.c"])
      expect(faultsOf(() => restoredUser({ ...user, email }))).to.deep.equal(["email"]);
    for (const name of ["", " ", " Ann", "Ann\n", "\0", "a".repeat(201)])
      expect(faultsOf(() => restoredUser({ ...user, name }))).to.deep.equal(["name"]);
  });
});
