import type { Taskward, UserTasks } from "@taskward/composition";
import { DomainError } from "@taskward/domain";
import { expect } from "chai";
import { conversation } from "./conversation.js";
import { openMemory } from "./open-memory.js";

const MENU = "Choose 1-6:";

describe("a shell session whose store", () => {
  let taskward: Taskward;
  let tasks: UserTasks;

  beforeEach(async () => {
    taskward = await openMemory();
    ({ tasks } = taskward.as("ann"));
  });
  afterEach(() => taskward.close());

  it("holds other people's tasks knows nothing of them", async () => {
    const bob = taskward.as("bob");
    await bob.tasks.create({ title: "Bob's secret" });
    const { type } = await conversation(tasks);
    const { output } = await type("2", "2 1", "", "3 1", "", "4 1", "", "5 1", "");
    expect(output).to.include("You have no tasks yet.").and.not.include("secret");
    expect((await bob.tasks.list()).tasks).to.have.length(1);
  });

  const away = async (): Promise<never> => {
    throw new DomainError("unavailable", "The database is away");
  };

  it("is away says so and goes on with the menu", async () => {
    const { type } = await conversation({
      ...tasks,
      create: away,
      list: away,
    });
    for (const lines of [["1", "Buy milk", ""], ["2"], ["3"], ["4"], ["5"]])
      expect(await type(...lines)).to.deep.include({
        output: "The database is away.\n\n1 Add  2 View  3 Update  4 Delete  5 Mark complete/incomplete  6 Exit\n",
        prompt: MENU,
      });
  });

  it("goes away in the middle says so and goes on with the menu", async () => {
    await tasks.create({ title: "Buy milk" });
    const { type } = await conversation({ ...tasks, edit: away, delete: away, toggle: away });
    for (const lines of [["3 1", "Buy tea", ""], ["4 1", "y"], ["5 1"]])
      expect((await type(...lines)).output).to.match(/The database is away\.\n\n1 Add/);
    const { type: again } = await conversation({ ...tasks, get: away });
    expect((await again("5", "1")).prompt).to.equal(MENU);
  });

  it("was changed by somebody else in the meantime keeps that change", async () => {
    await tasks.create({ title: "Buy milk" });
    const { type } = await conversation(tasks);
    await type("3", "1", "Buy tea");
    await tasks.edit(1, { title: "Buy coffee" });
    expect((await type("")).output).to.include("nothing was saved");
    await type("4", "1");
    await tasks.edit(1, { title: "Buy cocoa" });
    expect((await type("y")).output).to.include("nothing was saved");
    expect((await tasks.get(1)).title).to.equal("Buy cocoa");
  });

  it("has a bug does not hide it", async () => {
    const list = async () => Promise.reject(new TypeError("undefined is not a task"));
    const { type } = await conversation({ ...tasks, list });
    const failure = await type("2").then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(TypeError);
  });
});
