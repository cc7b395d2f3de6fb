import {
  DomainError,
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

  /** A number that no task has had. */
  nextTaskId(): TaskId {
    this.#lastTaskId += 1;
    return this.#lastTaskId as TaskId;
  }

  /** The tasks of one owner and of nobody else; empty for somebody who has no account. */
  tasksOf(owner: UserId): Map<TaskId, Task> {
    return this.#tasks.get(owner) ?? new Map();
  }

  /** Who has a task with this id. */
  ownerOf(id: TaskId): UserId | null {
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
    this.users.set(id, user);
    if (email !== null) this.#idsByEmail.set(email, id);
    this.#tasks.set(id, new Map());
    return user;
  }

  /** Removes the user and everything of theirs; the id stays spent. */
  erase({ id, email }: User): void {
    this.users.delete(id);
    if (email !== null) this.#idsByEmail.delete(email);
    this.hashes.delete(id);
    this.#tasks.delete(id);
    this.erased.add(id);
  }
}
