import { accountDisabled, type User } from "@taskward/domain";
import type { Clock } from "../ports/clock.js";
import type { TokenVerifier } from "../ports/token-verifier.js";
import type { UserStore } from "../ports/user-store.js";

/**
 * The user who bears this token, made on first sight. Rejects with `unauthenticated` (a bad token, or an erased user),
 * `forbidden` (a disabled one) or `unavailable`.
 */
export const authenticate =
  (verifier: TokenVerifier, users: Pick<UserStore, "admit">, clock: Clock) =>
  async (token: string): Promise<User> => {
    const { id, email, name } = await verifier.verify(token);
    const user = await users.admit({ id, email, name }, clock.now());
    if (user.disabledAt !== null) throw accountDisabled();
    return user;
  };

export type Authenticate = ReturnType<typeof authenticate>;
