import type { NewUser, Timestamp, User, UserId } from "@taskward/domain";

/**
 * Who has an account. Every method rejects with `unavailable` when the storage cannot be reached in time or has been
 * closed. An erased id is never used again: not by `admit`, not by `add`.
 */
export interface UserStore {
  /**
   * The user with this id, made now when there is none: however many ask at once, one row and one answer. An e-mail
   * that somebody else has is left null. What is stored already is not changed. Rejects with `unauthenticated` when the
   * id has been erased. A disabled user is returned, with `disabledAt`.
   */
  admit(user: NewUser, at: Timestamp): Promise<User>;

  /** Rejects with `conflict`, naming which, when the id or the e-mail is taken, or the id has been erased. */
  add(user: NewUser, at: Timestamp): Promise<User>;

  /** Null when there is no such user. */
  find(id: UserId): Promise<User | null>;

  /** Users in the order of their ids (by code point), those after `after` first, at most `limit` (1 to 1000). */
  list(limit: number, after?: UserId): Promise<readonly User[]>;

  /** Shuts the account at this moment, or with null opens it again. Rejects with `not_found`. */
  shut(id: UserId, at: Timestamp | null): Promise<User>;

  /**
   * Removes the user, their credentials and all their tasks in one step, and remembers only that the id is spent.
   * Rejects with `not_found`.
   */
  erase(id: UserId, at: Timestamp): Promise<void>;
}
