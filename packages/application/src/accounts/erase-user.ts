import type { UserId } from "@taskward/domain";
import type { Clock } from "../ports/clock.js";
import type { UserStore } from "../ports/user-store.js";

/** Removes a user and everything of theirs, for good: the id is never used again. Rejects with `not_found`. */
export const eraseUser =
  (users: Pick<UserStore, "erase">, clock: Clock) =>
  (id: UserId): Promise<void> =>
    users.erase(id, clock.now());

export type EraseUser = ReturnType<typeof eraseUser>;
