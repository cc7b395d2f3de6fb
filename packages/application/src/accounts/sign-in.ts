import { accountDisabled, DomainError, normalEmail } from "@taskward/domain";
import type { Credential, CredentialStore } from "../ports/credential-store.js";
import type { PasswordHasher } from "../ports/password-hasher.js";
import type { SignInLimit } from "../ports/sign-in-limit.js";
import type { TokenIssuer } from "../ports/token-issuer.js";
import type { Session } from "./sign-up.js";

/** What signing in takes. */
export interface SignInPorts {
  readonly credentials: CredentialStore;
  readonly hasher: PasswordHasher;
  readonly limit: SignInLimit;
  readonly tokens: TokenIssuer;
}

/**
 * Lets the owner of a local account in. Rejects with `unauthenticated`, the same after the same work for an unknown
 * e-mail and for a wrong password; with `rate_limited` after too many wrong tries; with `forbidden` for a disabled
 * account, but only to who knows its password.
 */
export const signIn = ({ credentials, hasher, limit, tokens }: SignInPorts) => {
  const prove = async (email: string, password: string): Promise<Credential | null> => {
    const found = await credentials.find(email);
    const matches = await hasher.verify(found?.hash ?? null, password);
    return matches ? found : null;
  };

  const renewHash = async ({ user, hash }: Credential, password: string): Promise<void> => {
    try {
      if (hasher.isOutdated(hash)) await credentials.replaceHash(user.id, hash, await hasher.hash(password));
    } catch (error) {
      // A better hash can wait for the next time; whoever knows the password need not.
      if (!(error instanceof DomainError)) throw error;
    }
  };

  /** Takes a try back that nobody found to be wrong. What it failed of is what the caller is to hear. */
  const releasing =
    (email: string, address: string) =>
    async (error: unknown): Promise<never> => {
      await limit.release(email, address).catch(() => undefined);
      throw error;
    };

  return async (input: { email: string; password: string }, address: string): Promise<Session> => {
    const email = normalEmail(input.email) ?? "";
    await limit.attempt(email, address);
    const release = releasing(email, address);
    const proved = await prove(email, input.password).catch(release);
    if (!proved) throw new DomainError("unauthenticated", "The e-mail address or the password is wrong");
    await limit.succeeded(email, address).catch(release);
    if (proved.user.disabledAt !== null) throw accountDisabled();
    await renewHash(proved, input.password);
    return { user: proved.user, ...tokens.issue(proved.user) };
  };
};

export type SignIn = ReturnType<typeof signIn>;
