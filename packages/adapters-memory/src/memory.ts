import {
  DomainError,
  isTaskId,
  type NewUser,
  type Task,
  type TaskId,
  type Timestamp,
  type User,
  type UserId,
} from "@taskward/domain";

const taken = (what: string): DomainError => new DomainError("conflict", `This ${what} is taken`);

/** What the stores share. Maps and Sets throughout, for a user may be called `__proto__`. */
export class Memory {
  readonly users = new Map<UserId, User>();
  readonly erased = new Set<UserId>();
  readonly hashes = new Map<UserId, string>();
  readonly #idsByEmail = new Map<string, UserId>();
  readonly #tasks = new Map<UserId, Map<TaskId, Task>>();
  #lastTaskId = 0;
  #closed = false;

  /** The memory itself, as long as it may be used. Throws `unavailable` afterwards. */
  get open(): this {
    if (this.#closed) throw new DomainError("unavailable", "The storage has been closed");
    return this;
  }

  close(): void {
    this.#closed = true;
  }

  /** A number that no task has had. Throws `unavailable` when the greatest is spent, as a restored task's may be. */
  nextTaskId(): TaskId {
    const id = this.#lastTaskId + 1;
    if (!isTaskId(id)) throw new DomainError("unavailable", "There is no task number left");
    this.#lastTaskId = id;
    return id;
  }

  /** The tasks of one owner and of nobody else; empty for somebody who has no account. */
  tasksOf(owner: UserId): Map<TaskId, Task> {
    return this.#tasks.get(owner) ?? new Map<TaskId, Task>();
  }

  /** Keeps a task as it is. Numbers given from then on are above its own. */
  keep(task: Task): void {
    this.tasksOf(task.owner).set(task.id, Object.freeze(task));
    this.#lastTaskId = Math.max(this.#lastTaskId, task.id);
  }

  /** Who has a task with this id. */
  ownerOf(id: TaskId): UserId | null {
    if (id > this.#lastTaskId) return null;
    for (const [owner, tasks] of this.#tasks) if (tasks.has(id)) return owner;
    return null;
  }

  userWith(email: string): User | undefined {
    const id = this.#idsByEmail.get(email);
    return id === undefined ? undefined : this.users.get(id);
  }

  /** Throws `conflict` when the id or the e-mail is taken, or the id has been erased. */
  insert({ id, email, name }: NewUser, at: Timestamp): User {
    if (this.users.has(id) || this.erased.has(id)) throw taken("user id");
    if (email !== null && this.#idsByEmail.has(email)) throw taken("e-mail address");
    const user: User = Object.freeze({ id, email, name, createdAt: at, disabledAt: null });
    this.#admit(user);
    return user;
  }

  /** Keeps a user as they are, whose id and e-mail are known to be free; the id may be spent. */
  restore(user: User, hash: string | null): void {
    this.#admit(Object.freeze({ ...user }));
    if (hash !== null) this.hashes.set(user.id, hash);
    this.erased.delete(user.id);
  }

  /** Removes the user and everything of theirs; the id stays spent. */
  erase({ id, email }: User): void {
    this.users.delete(id);
    if (email !== null) this.#idsByEmail.delete(email);
    this.hashes.delete(id);
    this.#tasks.delete(id);
    this.erased.add(id);
  }

  #admit(user: User): void {
    this.users.set(user.id, user);
    if (user.email !== null) this.#idsByEmail.set(user.email, user.id);
    this.#tasks.set(user.id, new Map());
  }
}
