import type { Task, User } from "@taskward/domain";

/** A user as they were kept, and how their password is checked; null for a user without one. */
export interface ArchivedUser {
  readonly user: User;
  /** In PHC string format. */
  readonly hash: string | null;
}

/** Users and tasks that are restored together. */
export interface Batch {
  readonly users: readonly ArchivedUser[];
  /** Of users of this batch, or of others who have an account. */
  readonly tasks: readonly Task[];
}

/** How many users and tasks of a batch were not there yet. */
export interface Restored {
  readonly users: number;
  readonly tasks: number;
}

/** Where what was exported is put back. Only an administrator's import may ask. */
export interface Archive {
  /**
   * Keeps users and tasks as they are, with their ids, times and versions: the whole batch, or nothing. What is there
   * already stays as it is, whatever the batch says of it, so that the same batch can be restored again. An erased user
   * comes back. Task ids given from then on are above every restored one. Rejects with `conflict` when an e-mail is
   * another user's or a task's id is one of another owner's tasks; with `unauthenticated` when the owner of a task has no
   * account; with `unavailable` as a TaskStore does.
   */
  restore(batch: Batch): Promise<Restored>;
}
