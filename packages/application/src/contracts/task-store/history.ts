import {
  change,
  DomainError,
  type ErrorCode,
  expectVersion,
  positionOf,
  type Task,
  type TaskFilter,
  type TaskId,
  type TaskOrder,
  type TaskPage,
  taskNotFound,
  taskOf,
  type UserId,
} from "@taskward/domain";
import { expect } from "chai";
import * as fc from "fast-check";
import { it } from "mocha";
import type { TaskStore } from "../../ports/task-store.js";
import { at } from "../moments.js";
import { newUser, type Stage } from "../stage.js";
import { EVERYTHING, expectedPage, ORDERS, satisfying } from "./expected.js";

type Outcome = { readonly value: unknown } | { readonly code: ErrorCode };

const outcomeOf = async (action: () => unknown): Promise<Outcome> => {
  try {
    return { value: await action() };
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code };
    throw error;
  }
};

const text = fc.constantFrom("Milk", "milk", "a", "B", "é", "É", "😀", "\uff21", "100%", "a_b", "x\\y", "\u0001");
const filter = fc.record<TaskFilter>(
  { completed: fc.boolean(), search: fc.constantFrom("", "M", "É", "%", "_", "\\", "b") },
  { requiredKeys: [] },
);

/** One step of a history. `target` picks a task among all that there ever were, whoever's they are. */
const step = fc.record({
  actor: fc.nat(2),
  seconds: fc.nat(20),
  target: fc.nat(),
  verb: fc.constantFrom("add", "add", "get", "change", "change", "remove", "list", "list", "count"),
  draft: fc.record({ title: text, description: text, completed: fc.boolean() }),
  change: fc.record(
    { title: text, description: text, completed: fc.constantFrom(true, false, "toggle" as const) },
    { requiredKeys: [] },
  ),
  versions: fc.option(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }), { nil: undefined }),
  filter,
  order: fc.constantFrom<TaskOrder>(...ORDERS),
  limit: fc.integer({ min: 1, max: 12 }),
  continued: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The store as the domain describes it: a list of tasks, each with its owner. */
class Model {
  readonly tasks = new Map<TaskId, Task>();

  ownedBy(owner: UserId): Task[] {
    return [...this.tasks.values()].filter((task) => task.owner === owner);
  }

  get(owner: UserId, id: TaskId): Task {
    const task = this.tasks.get(id);
    if (task?.owner !== owner) throw taskNotFound();
    return task;
  }

  change(owner: UserId, id: TaskId, step: Step): Task {
    const task = this.get(owner, id);
    expectVersion(task, step.versions);
    const changed = change(task, step.change, at(step.seconds));
    this.tasks.set(id, changed);
    return changed;
  }

  remove(owner: UserId, id: TaskId, versions: readonly number[] | undefined): void {
    expectVersion(this.get(owner, id), versions);
    this.tasks.delete(id);
  }
}

/** Lives through a history in the store and in the model at once; they must never differ. */
class Comparison {
  readonly #store: TaskStore;
  readonly #model = new Model();
  readonly #made: Task[] = [];

  constructor(store: TaskStore) {
    this.#store = store;
  }

  async take(owner: UserId, step: Step): Promise<void> {
    const { draft, change, seconds, filter, versions } = step;
    const made = this.#made[step.target % this.#made.length];
    const id = made?.id ?? (Number.MAX_SAFE_INTEGER as TaskId);
    const place = made && step.continued ? { after: positionOf(made, step.order) } : {};
    const query = { ...filter, order: step.order, limit: step.limit, ...place };
    const store = this.#store;
    const model = this.#model;
    const own = () => model.ownedBy(owner);
    if (step.verb === "add")
      this.#added(taskOf(draft, id, owner, at(seconds)), await store.add(owner, draft, at(seconds)));
    else if (step.verb === "get") await this.#same(store.get(owner, id), () => model.get(owner, id));
    else if (step.verb === "count")
      await this.#same(store.count(owner, filter), () => satisfying(own(), filter).length);
    else if (step.verb === "list") await this.#same(store.list(owner, query), () => expectedPage(own(), query));
    else if (step.verb === "remove")
      await this.#same(store.remove(owner, id, versions), () => model.remove(owner, id, versions));
    else await this.#same(store.change(owner, id, change, at(seconds), versions), () => model.change(owner, id, step));
  }

  async finish(owners: readonly UserId[]): Promise<void> {
    for (const owner of owners) expect(await this.#store.list(owner, EVERYTHING)).to.deep.equal(this.#whole(owner));
  }

  #whole(owner: UserId): TaskPage {
    return expectedPage(this.#model.ownedBy(owner), EVERYTHING);
  }

  #added(expected: Task, added: Task): void {
    expect(this.#made.map(({ id }) => id)).not.to.include(added.id);
    expect(added).to.deep.equal({ ...expected, id: added.id });
    this.#made.push(added);
    this.#model.tasks.set(added.id, added);
  }

  async #same(outcome: Promise<unknown>, expected: () => unknown): Promise<void> {
    expect(await outcomeOf(() => outcome)).to.deep.equal(await outcomeOf(expected));
  }
}

/** Random histories of three users, each step compared with the domain. */
export const describeHistories = (stage: Stage, numRuns: number): void => {
  it(`agrees with the domain in ${numRuns} random histories of three users`, async () => {
    const history = async (steps: Step[]): Promise<void> => {
      const users = ["ann", "bob", "cyd"].map((name) => stage.users.admit(newUser(name), at(0)));
      const owners = (await Promise.all(users)).map(({ id }) => id);
      const comparison = new Comparison(stage.tasks);
      for (const step of steps) await comparison.take(owners[step.actor] as UserId, step);
      await comparison.finish(owners);
    };
    const steps = fc.array(step, { minLength: 10, maxLength: 50 });
    await fc.assert(fc.asyncProperty(steps, history), { seed: 20_260_131, numRuns });
  }).timeout(600_000);
};
