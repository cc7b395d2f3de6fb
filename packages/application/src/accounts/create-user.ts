import { acceptAccount, displayName, emailAddress, invalid, type User, type UserId } from "@taskward/domain";
import type { UserStore } from "../ports/user-store.js";
import type { SignUpPorts } from "./sign-up.js";

/** What making a user takes. */
export interface CreateUserPorts extends Pick<SignUpPorts, "ids" | "clock"> {
  readonly users: Pick<UserStore, "add">;
  /** What a password takes; null where nobody signs in with one. */
  readonly passwords: Pick<SignUpPorts, "credentials" | "hasher" | "tokens" | "policy"> | null;
}

/** A user without a password comes in with tokens of an identity provider, or those that an administrator issues. */
export interface UserInput {
  /** Absent: one is made. */
  readonly id?: UserId | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly password?: string | undefined;
}

/**
 * Makes a user, or with a password a local account; for administrators. Rejects with `invalid`, or with `conflict` when the
 * id or the e-mail is taken.
 */
export const createUser = ({ users, ids, clock, passwords }: CreateUserPorts) => {
  const register = async (id: UserId, input: UserInput, password: string): Promise<User> => {
    if (passwords === null)
      throw invalid({ path: "password", message: "is of no use, for local accounts are off (LOCAL_ACCOUNTS)" });
    const { credentials, hasher, tokens, policy } = passwords;
    const account = { id, ...acceptAccount({ ...input, email: input.email ?? "", password }, policy) };
    // Refuses an id whose tokens would not count: nobody could ever come in with this account.
    tokens.issue(account);
    return credentials.register(account, await hasher.hash(password), clock.now());
  };

  return async (input: UserInput): Promise<User> => {
    const { id = ids.newUserId(), email, name, password } = input;
    if (password !== undefined) return register(id, input, password);
    const account = { email: email === undefined ? null : emailAddress(email), name: displayName(name ?? "") };
    return users.add({ id, ...account }, clock.now());
  };
};

export type CreateUser = ReturnType<typeof createUser>;
