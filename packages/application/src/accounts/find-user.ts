import { type User, type UserId, userNotFound } from "@taskward/domain";
import type { UserStore } from "../ports/user-store.js";

/** The user with this id; for administrators. Rejects with `not_found`. */
export const findUser =
  (users: Pick<UserStore, "find">) =>
  async (id: UserId): Promise<User> => {
    const user = await users.find(id);
    if (user === null) throw userNotFound();
    return user;
  };

export type FindUser = ReturnType<typeof findUser>;
