import type { User, UserId } from "@taskward/domain";
import type { Clock } from "../ports/clock.js";
import type { UserStore } from "../ports/user-store.js";

/** Shuts a user's account: their tokens stop counting within seconds, their tasks stay. Rejects with `not_found`. */
export const disableUser =
  (users: Pick<UserStore, "shut">, clock: Clock) =>
  (id: UserId): Promise<User> =>
    users.shut(id, clock.now());

/** Opens an account that was shut. Rejects with `not_found`. */
export const enableUser =
  (users: Pick<UserStore, "shut">) =>
  (id: UserId): Promise<User> =>
    users.shut(id, null);

export type DisableUser = ReturnType<typeof disableUser>;
export type EnableUser = ReturnType<typeof enableUser>;
