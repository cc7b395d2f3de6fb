import { refusalOf, refused } from "@taskward/application/contracts/refused";
import type { ErrorCode, Position, Task } from "@taskward/domain";
import { expect } from "chai";
import { openTaskward, type Taskward, type UserTasks } from "../src/index.js";

describe("the tasks of one user in a program", () => {
  let taskward: Taskward;
  let ann: UserTasks;
  let bob: UserTasks;

  beforeEach(async () => {
    taskward = await openTaskward({ databaseUrl: "memory:" });
    ann = taskward.as("ann").tasks;
    bob = taskward.as("bob").tasks;
  });
  afterEach(() => taskward.close());

  it("are made, listed, edited, replaced, completed, reopened and deleted", async () => {
    const task = await ann.create({ title: " Buy milk ", description: null });
    expect(task).to.include({ id: 1, owner: "ann", title: "Buy milk", description: "", completedAt: null, version: 1 });
    expect(await ann.list()).to.deep.equal({ tasks: [task], next: null });
    expect(await ann.edit(task.id, { description: "2 l" })).to.include({ title: "Buy milk", description: "2 l" });
    expect((await ann.complete(task.id)).completedAt).to.be.a("string");
    expect((await ann.reopen(task.id)).completedAt).to.equal(null);
    expect((await ann.toggle(task.id)).completedAt).to.be.a("string");
    const replaced = await ann.replace(task.id, { title: "Buy bread" });
    expect(replaced).to.include({ title: "Buy bread", description: "", version: 6 });
    expect(await ann.get(task.id)).to.deep.equal(replaced);
    expect(await ann.delete(task.id)).to.equal(undefined);
    expect(await refused(ann.get(task.id))).to.equal("not_found");
  });

  it("are the only ones that the object can name", async () => {
    const { id } = await ann.create({ title: "Ann's" });
    expect(Object.keys(taskward.as("bob"))).to.deep.equal(["tasks"]);
    const attempts = [
      // @ts-expect-error there is no owner to give
      bob.create({ title: "x", owner: "ann" }),
      // @ts-expect-error nor to ask for
      bob.list({ owner: "ann" }),
      // @ts-expect-error nor to put before an id
      bob.get("ann", id),
      // @ts-expect-error nor after it
      bob.edit(id, { title: "x" }, { owner: "ann" }),
    ];
    const codes: ErrorCode[] = await Promise.all(attempts.map(refused));
    expect(codes).to.deep.equal(["invalid", "invalid", "not_found", "invalid"]);
    const mine = (await bob.create({ title: "Bob's" })) as { owner: string };
    Reflect.set(mine, "owner", "ann");
    expect((await bob.list()).tasks.map(({ owner }) => owner)).to.deep.equal(["bob"]);
    expect((await ann.list()).tasks.map(({ title }) => title)).to.deep.equal(["Ann's"]);
  });

  it("cannot be told, by anybody else, from tasks that do not exist", async () => {
    const { id } = await ann.create({ title: "Ann's" });
    for (const task of [id, id + 1]) {
      const verbs = [
        bob.get(task),
        bob.edit(task, { title: "x" }),
        bob.replace(task, { title: "x" }),
        ...[bob.complete, bob.reopen, bob.toggle, bob.delete].flatMap((verb) => [
          verb(task),
          verb(task, { ifVersion: 1 }),
        ]),
      ];
      for (const verb of verbs)
        expect(await refusalOf(verb)).to.include({ code: "not_found", message: "Task not found" });
    }
    expect(await bob.list({ count: true })).to.deep.equal({ tasks: [], next: null, total: 0 });
    expect(await ann.get(id)).to.include({ version: 1, title: "Ann's" });
  });

  it("are said to be somebody else's where that is asked for", async () => {
    const open = await openTaskward({ databaseUrl: "memory:", foreignTasks: "forbid" });
    const { id } = await open.as("ann").tasks.create({ title: "Ann's" });
    const stranger = open.as("bob").tasks;
    expect(await refused(stranger.get(id))).to.equal("forbidden");
    expect(await refused(stranger.get(id + 1))).to.equal("not_found");
    await open.close();
  });

  it("come with the fields that no program changes", async () => {
    const task: Task = await ann.create({ title: "Buy milk" });
    const forged = () => {
      // @ts-expect-error readonly
      task.owner = "bob";
      // @ts-expect-error readonly
      task.version = 9;
    };
    expect(forged).to.throw(TypeError);
    expect(await ann.get(task.id)).to.include({ owner: "ann", version: 1 });
  });

  it("may be given back as they came, as a replacement and as an edit, but not as something new", async () => {
    const task = await ann.create({ title: "Buy milk", description: "2 l", completed: true });
    const back = { ...task, title: "Buy bread" };
    expect(await ann.edit(task.id, back)).to.include({ title: "Buy bread", description: "2 l", version: 2 });
    expect(await ann.replace(task.id, back)).to.include({ title: "Buy bread", description: "2 l", version: 3 });
    expect((await ann.get(task.id)).completedAt).to.equal(task.completedAt);
    expect(await refused(ann.create(back))).to.equal("invalid");
  });

  it("become what a call said, whatever its caller does with the objects afterwards", async () => {
    const { id } = await ann.create({ title: "kept" });
    const input = { title: "given" };
    const options = { ifVersion: [9] };
    const created = ann.create(input);
    const edited = ann.edit(id, input);
    const replaced = ann.replace(id, input);
    const refusals = [
      ann.edit(id, input, options),
      ann.replace(id, input, options),
      ann.toggle(id, options),
      ann.delete(id, options),
    ];
    input.title = "another";
    options.ifVersion.push(1, 2, 3, 4);
    for (const task of [created, edited, replaced]) expect(await task).to.include({ title: "given" });
    for (const refusal of refusals) expect(await refused(refusal)).to.equal("stale");
  });

  it("are changed only in the version that was named", async () => {
    const { id, version } = await ann.create({ title: "Buy milk" });
    await ann.edit(id, { title: "Buy bread" }, { ifVersion: version });
    for (const ifVersion of [version, [version], []])
      for (const change of [
        ann.edit(id, { title: "x" }, { ifVersion }),
        ann.replace(id, { title: "x" }, { ifVersion }),
        ann.complete(id, { ifVersion }),
        ann.delete(id, { ifVersion }),
      ])
        expect(await refused(change)).to.equal("stale");
    expect(await ann.complete(id, { ifVersion: [7, 2] })).to.include({ title: "Buy bread", version: 3 });
  });

  it("are read page by page, each of them once", async () => {
    for (let n = 0; n < 7; n++) await ann.create({ title: `task ${n}` });
    for (const order of [undefined, { key: "title", descending: true }] as const) {
      const titles: string[] = [];
      let after: Position | null = null;
      do {
        const page = await ann.list({ order, limit: 3, after, count: true });
        expect(page.total).to.equal(7);
        titles.push(...page.tasks.map(({ title }) => title));
        after = page.next;
      } while (after !== null);
      expect(titles).to.deep.equal([6, 5, 4, 3, 2, 1, 0].map((n) => `task ${n}`));
    }
  });

  it("are found by what is in them and whether they are completed", async () => {
    await ann.create({ title: "Buy milk" });
    await ann.create({ title: "Walk", description: "with MILKA", completed: true });
    const titles = async (options: Parameters<UserTasks["list"]>[0]) =>
      (await ann.list(options)).tasks.map(({ title }) => title);
    expect(await titles({ search: "milk" })).to.deep.equal(["Walk", "Buy milk"]);
    expect(await titles({ search: "milk", completed: false })).to.deep.equal(["Buy milk"]);
    expect(await titles({ completed: true, search: undefined, after: undefined })).to.deep.equal(["Walk"]);
  });

  it("take no input that is not right, and say what is not", async () => {
    const { id } = await ann.create({ title: "kept" });
    const wrong = (value: unknown) => value as never;
    const place = { key: "x", id: 1 };
    const attempts: [Promise<unknown>, string[]][] = [
      [ann.create(wrong(undefined)), ["task"]],
      [ann.create(wrong("Buy milk")), ["task"]],
      [ann.create(wrong({})), ["title"]],
      [ann.create(wrong({ title: 5, description: 5, completed: "yes" })), ["title", "description", "completed"]],
      [ann.create({ title: " " }), ["title"]],
      [ann.create(wrong({ title: "x", descripton: "x" })), ["descripton"]],
      [
        ann.create(wrong({ title: "", description: "x".repeat(1001), completed: "x", foo: 1 })),
        ["completed", "foo", "title", "description"],
      ],
      [ann.edit(id, wrong({ title: " ", completed: null })), ["completed", "title"]],
      [ann.edit(id, {}), [""]],
      [ann.edit(id, wrong(null)), ["task"]],
      [ann.edit(id, wrong({ title: null })), ["title"]],
      [ann.replace(id, wrong({ description: "x" })), ["title"]],
      [ann.edit(id, { title: "x" }, wrong({ ifversion: 1 })), ["ifversion"]],
      [ann.edit(id, { title: "x" }, wrong({ ifVersion: "1" })), ["ifVersion"]],
      [ann.complete(id, wrong({ ifVersion: null })), ["ifVersion"]],
      [ann.delete(id, wrong(1)), ["options"]],
      [
        ann.list(wrong({ completed: "true", search: 5, limit: "5", count: 1 })),
        ["completed", "search", "limit", "count"],
      ],
      [ann.list({ limit: 0 }), ["limit"]],
      [ann.list({ limit: 1001 }), ["limit"]],
      [ann.list(wrong({ limit: 0, foo: 1 })), ["foo", "limit"]],
      [ann.list({ limit: 0, search: "\0", after: wrong(place) }), ["limit", "search", "after"]],
      [ann.list(wrong({ limit: 1.5, count: 1, search: "x".repeat(201) })), ["limit", "count", "search"]],
      [ann.list({ search: "\0" }), ["search"]],
      [ann.list(wrong({ order: "title" })), ["order"]],
      [ann.list(wrong({ order: { key: "owner", descending: "no" } })), ["order.key", "order.descending"]],
      [ann.list({ after: wrong(place) }), ["after"]],
      [ann.list({ after: wrong({ ...place, id: "1" }) }), ["after.id"]],
      [ann.list({ after: wrong({ key: "\0", id: 1 }), order: { key: "title", descending: false } }), ["after"]],
    ];
    for (const [attempt, paths] of attempts) {
      const { code, faults } = await refusalOf(attempt);
      expect([code, faults.map(({ path }) => path)]).to.deep.equal(["invalid", paths]);
      for (const { message } of faults) expect(message).to.match(/^(must|is|at least) [\w ,.`+]+$/);
    }
    expect((await ann.list()).tasks).to.have.length(1);
    expect(await ann.get(id)).to.include({ title: "kept", version: 1 });
  });

  it("are not found by what is no id", async () => {
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 53, "1" as never, undefined as never, null as never])
      expect(await refused(ann.get(id))).to.equal("not_found");
  });

  it("belong to no user whose id cannot be one", () => {
    for (const user of ["", "a\nb", "\ud800", "x".repeat(256), 7 as never, undefined as never])
      expect(() => taskward.as(user))
        .to.throw()
        .with.property("code", "invalid");
  });

  it("are Ann's through every object that stands for her, on the same storage only", async () => {
    const other = await openTaskward({ databaseUrl: "memory:" });
    const task = await ann.create({ title: "Buy milk" });
    expect(await taskward.as("ann").tasks.get(task.id)).to.deep.equal(task);
    expect((await other.as("ann").tasks.list()).tasks).to.deep.equal([]);
    await other.close();
    expect(await ann.get(task.id)).to.deep.equal(task);
  });

  it("are unavailable once everything is closed", async () => {
    const { id } = await ann.create({ title: "Buy milk" });
    await Promise.all([taskward.close(), taskward.close()]);
    for (const attempt of [ann.get(id), ann.list(), ann.create({ title: "x" }), taskward.as("carol").tasks.list()])
      expect(await refused(attempt)).to.equal("unavailable");
  });
});
