import { DomainError, type NewUser, type Timestamp, type User, type UserId } from "@taskward/domain";
import type { UserStore } from "../ports/user-store.js";

interface Admission {
  readonly outcome: Promise<User>;
  readonly until: number;
}

/** By which clock, and how much is remembered for how long. */
export interface RememberAdmissionsOptions {
  /** A clock in milliseconds that never goes back: one set back by an hour would let a disabled user in for that hour. */
  readonly elapsed: () => number;
  /** Milliseconds; default 3000. */
  readonly ttl?: number;
  /** How many users; default 50 000. */
  readonly capacity?: number;
}

/**
 * Asks the store once in a while, not on every request: an admission is remembered for `ttl` milliseconds, so that a
 * disabled or erased account is shut out at most that much later. Requests that arrive together share one question.
 * At most `capacity` users are remembered.
 */
export const rememberAdmissions = (
  users: Pick<UserStore, "admit">,
  { elapsed, ttl = 3_000, capacity = 50_000 }: RememberAdmissionsOptions,
): Pick<UserStore, "admit"> => {
  const remembered = new Map<UserId, Admission>();

  const ask = (user: NewUser, at: Timestamp): Promise<User> => {
    const outcome = users.admit(user, at);
    remembered.delete(user.id);
    remembered.set(user.id, { outcome, until: elapsed() + ttl });
    if (remembered.size > capacity) {
      const [oldest] = remembered.keys();
      if (oldest !== undefined) remembered.delete(oldest);
    }
    // Only an answer is worth remembering; a failure to answer is not one.
    outcome.catch((error: unknown) => {
      const answered = error instanceof DomainError && error.code === "unauthenticated";
      if (!answered && remembered.get(user.id)?.outcome === outcome) remembered.delete(user.id);
    });
    return outcome;
  };

  return {
    admit: (user, at) => {
      const admission = remembered.get(user.id);
      return admission && elapsed() < admission.until ? admission.outcome : ask(user, at);
    },
  };
};
