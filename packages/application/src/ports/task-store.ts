import type {
  Task,
  TaskChange,
  TaskDraft,
  TaskFilter,
  TaskId,
  TaskPage,
  TaskQuery,
  Timestamp,
  UserId,
} from "@taskward/domain";

/**
 * Where tasks live. The owner is part of every key: a task of someone else is indistinguishable from a task that does
 * not exist. What is returned is a copy; changing it changes nothing in the store.
 *
 * Besides the errors named below, every method rejects with `unavailable` when the storage cannot be reached in time or
 * has been closed; a change that was rejected so has either happened whole or not at all.
 */
export interface TaskStore {
  /**
   * Keeps a new task and gives it an id that no task of this store has had. Rejects with `unauthenticated` when the
   * owner has no account (any more).
   */
  add(owner: UserId, draft: TaskDraft, at: Timestamp): Promise<Task>;

  /** The owner's tasks that satisfy the query, in its order. Someone who paged to the end has seen every task that was there all the time exactly once. */
  list(owner: UserId, query: TaskQuery): Promise<TaskPage>;

  /** How many tasks of the owner satisfy the filter. */
  count(owner: UserId, filter: TaskFilter): Promise<number>;

  /** Rejects with `not_found`. */
  get(owner: UserId, id: TaskId): Promise<Task>;

  /**
   * Applies `change` as the domain's `change` does, as one atomic step: of changes that arrive together, each sees the
   * outcome of the one before. With `versions`, only to a task in one of these versions. Rejects with `not_found`, or
   * with `stale` having changed nothing.
   */
  change(owner: UserId, id: TaskId, change: TaskChange, at: Timestamp, versions?: readonly number[]): Promise<Task>;

  /** Removes the task for good. With `versions`, only in one of these. Rejects with `not_found` or `stale`. */
  remove(owner: UserId, id: TaskId, versions?: readonly number[]): Promise<void>;
}

/** Answers "whose is it?" and nothing else. Only what serves `FOREIGN_TASKS=forbid` may ask. */
export interface TaskOwners {
  /** The owner of a task, or null when no task has this id. Rejects with `unavailable`. */
  ownerOf(id: TaskId): Promise<UserId | null>;
}
