import { openMemoryStorage } from "@taskward/adapters-memory";
import { DomainError, NEWEST_FIRST, type TaskId, userId } from "@taskward/domain";
import { expect } from "chai";
import { at } from "../src/contracts/moments.js";
import { refused, tally } from "../src/contracts/refused.js";
import { forbidForeignTasks, type TaskStore } from "../src/index.js";

const [ann, bob] = [userId("ann"), userId("bob")];
const MISSING = 999 as TaskId;
const draft = { title: "Buy milk", description: "", completed: false };

/** Everything that can be asked about one task. */
const asked = (tasks: TaskStore, id: TaskId): Promise<unknown>[] => [
  tasks.get(bob, id),
  tasks.change(bob, id, { title: "x" }, at(1)),
  tasks.change(bob, id, { title: "x" }, at(1), [1]),
  tasks.remove(bob, id),
  tasks.remove(bob, id, [1]),
];

describe("forbidForeignTasks", () => {
  const storage = openMemoryStorage();
  let tasks: TaskStore;
  let id: TaskId;

  before(async () => {
    for (const user of [ann, bob]) await storage.users.admit({ id: user, email: null, name: null }, at(0));
    ({ id } = await storage.tasks.add(ann, draft, at(0)));
  });

  beforeEach(() => {
    tasks = forbidForeignTasks(storage.tasks, storage.tasks);
  });

  it("tells a stranger that a task is not theirs, and changes nothing", async () => {
    const before = await tasks.get(ann, id);
    expect(await tally(asked(tasks, id))).to.deep.equal({ forbidden: 5 });
    expect(await tasks.get(ann, id)).to.deep.equal(before);
  });

  it("finds no task where there is none, nor one that its owner has removed", async () => {
    expect(await tally(asked(tasks, MISSING))).to.deep.equal({ not_found: 5 });
    const { id: gone } = await tasks.add(bob, draft, at(0));
    await tasks.remove(bob, gone);
    expect(await tally(asked(tasks, gone))).to.deep.equal({ not_found: 5 });
  });

  it("lets owners do everything as before, and lists only their own", async () => {
    const { id: own } = await tasks.add(bob, draft, at(0));
    expect(await refused(tasks.change(bob, own, { title: "x" }, at(1), [7]))).to.equal("stale");
    expect(await tasks.change(bob, own, { title: "x" }, at(1), [1])).to.include({ title: "x", version: 2 });
    expect((await tasks.list(bob, { order: NEWEST_FIRST, limit: 9 })).tasks.map((task) => task.id)).to.deep.equal([
      own,
    ]);
    expect(await tasks.count(bob, {})).to.equal(1);
    expect(await tasks.remove(bob, own, [2])).to.equal(undefined);
  });

  it("asks whose a task is only after its own store has not found it", async () => {
    const owners = { ownerOf: () => Promise.reject(new Error("asked")) };
    const reserved = forbidForeignTasks(storage.tasks, owners);
    expect(await reserved.get(ann, id)).to.include({ id });
    expect(await refused(reserved.change(ann, id, {}, at(1), [7]))).to.equal("stale");
  });

  it("passes a failure to find the owner on", async () => {
    const away = { ownerOf: () => Promise.reject(new DomainError("unavailable", "away")) };
    expect(await refused(forbidForeignTasks(storage.tasks, away).get(bob, id))).to.equal("unavailable");
  });
});
