import {
  change,
  DomainError,
  expectVersion,
  listed,
  satisfying,
  type Task,
  type TaskChange,
  type TaskFilter,
  type TaskId,
  type TaskPage,
  type TaskQuery,
  type Timestamp,
  taskNotFound,
  type User,
  type UserId,
  unauthenticated,
  userNotFound,
} from "@taskward/domain";
import type { Restored } from "../../ports/archive.js";
import type { Credential } from "../../ports/credential-store.js";

/** A storage as the domain and the ports describe it: a list of tasks, each with its owner, and one of accounts. */
export class Model {
  readonly tasks = new Map<TaskId, Task>();
  readonly #accounts = new Map<UserId, Credential>();

  constructor(accounts: readonly Credential[]) {
    for (const account of accounts) this.#accounts.set(account.user.id, account);
  }

  ownedBy(owner: UserId): Task[] {
    return [...this.tasks.values()].filter((task) => task.owner === owner);
  }

  expectAccount(owner: UserId): void {
    if (!this.#accounts.has(owner)) throw unauthenticated();
  }

  list(owner: UserId, query: TaskQuery): TaskPage {
    return listed(this.ownedBy(owner), query);
  }

  count(owner: UserId, filter: TaskFilter): number {
    return satisfying(this.ownedBy(owner), filter).length;
  }

  get(owner: UserId, id: TaskId): Task {
    const task = this.tasks.get(id);
    if (task?.owner !== owner) throw taskNotFound();
    return task;
  }

  change(task: Task, wanted: TaskChange, { at, versions }: { at: Timestamp; versions: number[] | undefined }): Task {
    expectVersion(task, versions);
    const changed = change(task, wanted, at);
    this.tasks.set(task.id, changed);
    return changed;
  }

  remove(task: Task, versions: readonly number[] | undefined): void {
    expectVersion(task, versions);
    this.tasks.delete(task.id);
  }

  ownerOf(id: TaskId): UserId | null {
    return this.tasks.get(id)?.owner ?? null;
  }

  restore(task: Task): Restored {
    this.expectAccount(task.owner);
    const owner = this.ownerOf(task.id);
    if (owner !== null && owner !== task.owner) throw new DomainError("conflict", "another user's");
    if (owner === null) this.tasks.set(task.id, task);
    return { users: 0, tasks: owner === null ? 1 : 0 };
  }

  credential(id: UserId): Credential | null {
    return this.#accounts.get(id) ?? null;
  }

  user(id: UserId): User | null {
    return this.credential(id)?.user ?? null;
  }

  admit(id: UserId): User {
    this.expectAccount(id);
    return this.user(id) as User;
  }

  shut(id: UserId, disabledAt: Timestamp | null): User {
    const { user, hash } = this.#existing(id);
    const shut = { ...user, disabledAt };
    this.#accounts.set(id, { user: shut, hash });
    return shut;
  }

  replaceHash(id: UserId, oldHash: string, hash: string): void {
    const account = this.credential(id);
    if (account?.hash === oldHash) this.#accounts.set(id, { ...account, hash });
  }

  erase(id: UserId): void {
    this.#existing(id);
    this.#accounts.delete(id);
    for (const task of this.ownedBy(id)) this.tasks.delete(task.id);
  }

  #existing(id: UserId): Credential {
    const account = this.credential(id);
    if (!account) throw userNotFound();
    return account;
  }
}
