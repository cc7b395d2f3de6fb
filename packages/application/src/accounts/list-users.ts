import type { User, UserId } from "@taskward/domain";
import type { UserStore } from "../ports/user-store.js";

const PAGE = 1000;

/** Every user, in the order of their ids; for administrators. */
export const listUsers = (users: Pick<UserStore, "list">) =>
  async function* (): AsyncGenerator<User, void> {
    let after: UserId | undefined;
    for (;;) {
      const page = await users.list(PAGE, after);
      yield* page;
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  };

export type ListUsers = ReturnType<typeof listUsers>;
