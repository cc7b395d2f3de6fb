import type { TokenVerifier } from "@taskward/application";
import { unauthenticated } from "@taskward/domain";
import { type ClaimRules, identityOf } from "./claims.js";
import { fetchKeys } from "./fetch-keys.js";
import { readToken } from "./read-token.js";
import { rememberKeys } from "./remember-keys.js";

/** Signature algorithms with a public key (RFC 7518, RFC 8037). */
export type PublicKeyAlgorithm = "EdDSA" | "ES256" | "RS256";

/** What a provider's tokens must say, and where its keys are. */
export interface JwksOptions extends ClaimRules {
  /** Of the provider's JSON Web Key Set (RFC 7517). */
  readonly url: string | URL;
  /** Default: all three. */
  readonly algorithms?: readonly PublicKeyAlgorithm[];
  /** How long the provider may take to give its keys, in milliseconds; default 5000. */
  readonly timeout?: number;
  /** Milliseconds since 1970; default: the machine's clock. */
  readonly now?: () => number;
  /** A clock in milliseconds that never goes back; default: `performance.now`. */
  readonly elapsed?: () => number;
}

/**
 * Accepts JWTs signed with one of the keys that an identity provider publishes: what Better Auth's JWT plugin signs, and
 * most others. Neither algorithm nor key is the token's choice: `jwk`, `jku` and `x5u` in its header mean nothing. RSA keys
 * under 2048 bits do not count.
 */
export const jwksVerifier = (options: JwksOptions): TokenVerifier => {
  const { url, algorithms = ["EdDSA", "ES256", "RS256"], timeout = 5_000, now = Date.now } = options;
  const keyFor = rememberKeys(() => fetchKeys(url, timeout), options.elapsed ?? (() => performance.now()));
  const jose = import("jose");
  return {
    verify: async (token) => {
      const { header, payload, isUnambiguous } = readToken(token, algorithms);
      // Before the key is looked for, so that a stale or foreign token costs the provider nothing.
      const identity = identityOf(payload, options, now());
      const key = await keyFor(header);
      const { compactVerify } = await jose;
      try {
        await compactVerify(token, key, { algorithms: [...algorithms] });
      } catch {
        throw unauthenticated();
      }
      if (!isUnambiguous()) throw unauthenticated();
      return identity;
    },
  };
};
