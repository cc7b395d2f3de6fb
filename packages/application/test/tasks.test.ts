import { openMemoryStorage } from "@taskward/adapters-memory";
import { NEWEST_FIRST, PAGE_LIMIT, SEARCH_LENGTH, type TaskId, type UserId, userId } from "@taskward/domain";
import { expect } from "chai";
import { at } from "../src/contracts/moments.js";
import { refusalOf, refused, tally } from "../src/contracts/refused.js";
import {
  completeTask,
  createTask,
  deleteTask,
  editTask,
  getTask,
  listTasks,
  replaceTask,
  type Storage,
} from "../src/index.js";
import { literalClock } from "./literal-clock.js";

const ann: UserId = userId("ann");
const bob: UserId = userId("bob");

const verbsOf = ({ tasks }: Storage, clock = literalClock()) => ({
  clock,
  create: createTask(tasks, clock),
  get: getTask(tasks),
  list: listTasks(tasks),
  replace: replaceTask(tasks, clock),
  edit: editTask(tasks, clock),
  complete: completeTask(tasks, clock),
  remove: deleteTask(tasks),
});

describe("the verbs of tasks", () => {
  let verbs: ReturnType<typeof verbsOf>;
  let id: TaskId;

  beforeEach(async () => {
    const storage = openMemoryStorage();
    for (const user of [ann, bob]) await storage.users.admit({ id: user, email: null, name: null }, at(0));
    verbs = verbsOf(storage);
    ({ id } = await verbs.create(ann, { title: " Buy milk ", description: "2 l" }));
    verbs.clock.seconds = 1;
  });

  it("create a task as its draft, at the moment the clock shows", async () => {
    const milk = { id, owner: ann, title: "Buy milk", description: "2 l", completedAt: null, version: 1 };
    expect(await verbs.get(ann, id)).to.deep.equal({ ...milk, createdAt: at(0), updatedAt: at(0) });
    const bread = await verbs.create(ann, { title: "Bread", completed: true });
    expect(bread).to.include({ description: "", completedAt: at(1), createdAt: at(1) });
  });

  it("refuse what cannot be kept and leave everything as it was", async () => {
    const before = await verbs.get(ann, id);
    const long = "x".repeat(1001);
    expect(await refused(verbs.create(ann, { title: "" }))).to.equal("invalid");
    expect(await refused(verbs.replace(ann, id, { title: "", description: "new" }))).to.equal("invalid");
    expect(await refused(verbs.edit(ann, id, { title: "new", description: long }))).to.equal("invalid");
    expect((await verbs.list(ann, { order: NEWEST_FIRST, limit: 10 })).tasks).to.deep.equal([before]);
  });

  it("replace title and description, an absent description with nothing, and leave an absent state alone", async () => {
    await verbs.complete(ann, id);
    const kept = { completedAt: at(1), createdAt: at(0) };
    expect(await verbs.replace(ann, id, { title: "New" })).to.include({ ...kept, title: "New", description: "" });
    const whole = { title: "Newer", description: "x", completed: false };
    expect(await verbs.replace(ann, id, whole)).to.include({ title: "Newer", description: "x", completedAt: null });
    expect(await verbs.replace(ann, id, { title: "Newest", description: null })).to.include({ description: "" });
  });

  it("edit only what is given, and refuse an edit of nothing", async () => {
    expect(await verbs.edit(ann, id, { title: "New" })).to.include({
      title: "New",
      description: "2 l",
      updatedAt: at(1),
    });
    expect(await verbs.edit(ann, id, { description: null })).to.include({ title: "New", description: "" });
    expect(await verbs.edit(ann, id, { completed: true })).to.include({ completedAt: at(1), version: 4 });
    const message = "at least one of title, description and completed must be given";
    for (const nothing of [{}, { title: undefined, description: undefined, completed: undefined }])
      expect(await refusalOf(verbs.edit(ann, id, nothing))).to.deep.include({
        message,
        faults: [{ path: "", message }],
      });
    expect((await verbs.get(ann, id)).version).to.equal(4);
  });

  it("complete, reopen and toggle", async () => {
    expect((await verbs.complete(ann, id)).completedAt).to.equal(at(1));
    verbs.clock.seconds = 2;
    expect(await verbs.complete(ann, id, true)).to.include({ completedAt: at(1), version: 2 });
    expect((await verbs.complete(ann, id, false)).completedAt).to.equal(null);
    expect((await verbs.complete(ann, id, "toggle")).completedAt).to.equal(at(2));
    expect((await verbs.complete(ann, id, "toggle")).completedAt).to.equal(null);
  });

  it("honour the versions that were named, each of them", async () => {
    await verbs.edit(ann, id, { title: "second" });
    const attempts = [
      verbs.replace(ann, id, { title: "x" }, [1]),
      verbs.edit(ann, id, { title: "x" }, [1]),
      verbs.complete(ann, id, "toggle", [1]),
      verbs.remove(ann, id, [1]),
    ];
    expect(await tally(attempts)).to.deep.equal({ stale: 4 });
    expect(await verbs.get(ann, id)).to.include({ title: "second", completedAt: null, version: 2 });
    await verbs.complete(ann, id, true, [1, 2]);
    await verbs.remove(ann, id, [3]);
    expect(await refused(verbs.get(ann, id))).to.equal("not_found");
  });

  it("do nothing to a task of somebody else, as if there were none", async () => {
    const before = await verbs.get(ann, id);
    const attempts = [
      verbs.get(bob, id),
      verbs.replace(bob, id, { title: "x" }),
      verbs.edit(bob, id, { title: "x" }),
      verbs.complete(bob, id),
      verbs.remove(bob, id),
    ];
    expect(await tally(attempts)).to.deep.equal({ not_found: 5 });
    expect(await verbs.list(bob, { order: NEWEST_FIRST, limit: 10 }, true)).to.deep.equal({
      tasks: [],
      next: null,
      total: 0,
    });
    expect(await verbs.get(ann, id)).to.deep.equal(before);
  });
});

describe("listTasks", () => {
  const order = NEWEST_FIRST;
  const unreachable = {
    list: () => Promise.reject(new Error("asked")),
    count: () => Promise.reject(new Error("asked")),
  };

  it("asks no store for a page that cannot be, and names every field at fault", async () => {
    const list = listTasks({ ...openMemoryStorage().tasks, ...unreachable });
    for (const limit of [0, -1, 1.5, PAGE_LIMIT + 1, Number.NaN, Number.POSITIVE_INFINITY])
      expect((await refusalOf(list(ann, { order, limit }))).faults).to.deep.equal([
        { path: "limit", message: "must be a whole number from 1 to 1000" },
      ]);
    for (const search of ["a\0", "\ud800", "😀".repeat(SEARCH_LENGTH + 1)]) {
      const { code, faults } = await refusalOf(list(ann, { order, limit: 0, search }));
      expect(code).to.equal("invalid");
      expect(faults.map(({ path }) => path)).to.deep.equal(["limit", "search"]);
      expect(faults[1]?.message).to.match(/^must have at most 200 characters, none of them U\+0000/);
    }
  });

  it("counts all that satisfy the filter only when asked to", async () => {
    const storage = openMemoryStorage();
    await storage.users.admit({ id: ann, email: null, name: null }, at(0));
    const { create, list } = verbsOf(storage);
    for (const completed of [true, false, true]) await create(ann, { title: "Milk", completed });
    const query = { order, limit: 1, completed: true };
    expect(await list(ann, query, true)).to.include({ total: 2 });
    expect(await list(ann, query)).not.to.have.property("total");
    expect((await list(ann, { order, limit: PAGE_LIMIT, search: "😀".repeat(SEARCH_LENGTH) })).tasks).to.deep.equal([]);
  });
});
