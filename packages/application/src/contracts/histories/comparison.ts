import { DomainError, type ErrorCode, positionOf, type Task, type TaskId, taskOf, type User } from "@taskward/domain";
import { expect } from "chai";
import type { Credential } from "../../ports/credential-store.js";
import type { Storage } from "../../ports/storage.js";
import { at } from "../moments.js";
import { EVERYTHING } from "../task-store/queries.js";
import { Model } from "./model.js";
import type { Step, Verb } from "./step.js";

type Outcome = { readonly value: unknown } | { readonly code: ErrorCode };

const outcomeOf = async (action: () => unknown): Promise<Outcome> => {
  try {
    return { value: await action() };
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code };
    throw error;
  }
};

/** A question put to the storage and to the model. */
type Pair = readonly [asked: Promise<unknown>, expected: () => unknown];

type TaskVerb = "get" | "count" | "list" | "ownerOf" | "remove" | "change" | "restore";
type UserVerb = Exclude<Verb, TaskVerb | "add">;
type Questions<V extends Verb> = Readonly<Record<V, () => Pair>>;

/** Lives through a history in the storage and in the model at once; they must never differ. */
export class Comparison {
  readonly #storage: Storage;
  readonly #model: Model;
  readonly #made: Task[] = [];

  constructor(storage: Storage, accounts: readonly Credential[]) {
    this.#storage = storage;
    this.#model = new Model(accounts);
  }

  async take(user: User, step: Step): Promise<void> {
    if (step.verb === "add") return this.#add(user, step);
    const made = this.#made[step.target % this.#made.length];
    const questions = { ...this.#ofTasks(user, step, made), ...this.#ofUsers(user, step) };
    const [asked, expected] = questions[step.verb]();
    expect(await outcomeOf(() => asked)).to.deep.equal(await outcomeOf(expected));
  }

  async finish(users: readonly User[]): Promise<void> {
    const { tasks } = this.#storage;
    for (const { id } of users)
      expect(await tasks.list(id, EVERYTHING)).to.deep.equal(this.#model.list(id, EVERYTHING));
  }

  async #add({ id: owner }: User, { draft, seconds }: Step): Promise<void> {
    const outcome = await outcomeOf(() => this.#storage.tasks.add(owner, draft, at(seconds)));
    if ("code" in outcome) {
      expect(await outcomeOf(() => this.#model.expectAccount(owner))).to.deep.equal(outcome);
      return;
    }
    this.#model.expectAccount(owner);
    const added = outcome.value as Task;
    expect(this.#made.map(({ id }) => id)).not.to.include(added.id);
    expect(added).to.deep.equal(taskOf(draft, added.id, owner, at(seconds)));
    this.#made.push(added);
    this.#model.tasks.set(added.id, added);
  }

  #ofTasks({ id: owner }: User, step: Step, made: Task | undefined): Questions<TaskVerb> {
    const { change, filter, versions, order, limit, continued } = step;
    const { tasks, archive } = this.#storage;
    const model = this.#model;
    const id = made?.id ?? (Number.MAX_SAFE_INTEGER as TaskId);
    const query = { ...filter, order, limit, ...(made && continued ? { after: positionOf(made, order) } : {}) };
    const now = at(step.seconds);
    const restored = made && { ...made, owner };
    return {
      get: () => [tasks.get(owner, id), () => model.get(owner, id)],
      count: () => [tasks.count(owner, filter), () => model.count(owner, filter)],
      list: () => [tasks.list(owner, query), () => model.list(owner, query)],
      ownerOf: () => [tasks.ownerOf(id), () => model.ownerOf(id)],
      remove: () => [tasks.remove(owner, id, versions), () => model.remove(model.get(owner, id), versions)],
      change: () => [
        tasks.change(owner, id, change, now, versions),
        () => model.change(model.get(owner, id), change, { at: now, versions }),
      ],
      restore: () => [
        archive.restore({ users: [], tasks: restored ? [restored] : [] }),
        () => (restored ? model.restore(restored) : { users: 0, tasks: 0 }),
      ],
    };
  }

  #ofUsers({ id, email, name }: User, step: Step): Questions<UserVerb> {
    const { users, credentials } = this.#storage;
    const { hash, newHash } = step;
    const model = this.#model;
    const now = at(step.seconds);
    const shutAt = step.continued ? now : null;
    return {
      find: () => [users.find(id), () => model.user(id)],
      admit: () => [users.admit({ id, email, name }, now), () => model.admit(id)],
      shut: () => [users.shut(id, shutAt), () => model.shut(id, shutAt)],
      erase: () => [users.erase(id, now), () => model.erase(id)],
      replaceHash: () => [credentials.replaceHash(id, hash, newHash), () => model.replaceHash(id, hash, newHash)],
      findCredential: () => [credentials.find(email ?? ""), () => model.credential(id)],
    };
  }
}
