import { acceptAccount, type PasswordPolicy, type User } from "@taskward/domain";
import type { Clock } from "../ports/clock.js";
import type { CredentialStore } from "../ports/credential-store.js";
import type { IdGenerator } from "../ports/id-generator.js";
import type { PasswordHasher } from "../ports/password-hasher.js";
import type { SignUpLimit } from "../ports/sign-in-limit.js";
import type { IssuedToken, TokenIssuer } from "../ports/token-issuer.js";

/** A user with a token: what signing up and signing in give. */
export interface Session extends IssuedToken {
  readonly user: User;
}

/** What opening a local account takes. */
export interface SignUpPorts {
  readonly credentials: CredentialStore;
  readonly hasher: PasswordHasher;
  readonly limit: SignUpLimit;
  readonly ids: IdGenerator;
  readonly tokens: TokenIssuer;
  readonly clock: Clock;
  readonly policy: PasswordPolicy;
}

/** Opens a local account. Rejects with `invalid`, `conflict` (the e-mail is taken) or `rate_limited`. */
export const signUp =
  ({ credentials, hasher, limit, ids, tokens, clock, policy }: SignUpPorts) =>
  async (
    input: { email: string; password: string; name?: string | null | undefined },
    address: string,
  ): Promise<Session> => {
    const account = acceptAccount(input, policy);
    await limit.take(address, account.email);
    const hash = await hasher.hash(input.password);
    const user = await credentials.register({ id: ids.newUserId(), ...account }, hash, clock.now());
    return { user, ...tokens.issue(user) };
  };

export type SignUp = ReturnType<typeof signUp>;
