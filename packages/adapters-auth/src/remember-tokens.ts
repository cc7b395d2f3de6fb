import { hash } from "node:crypto";
import type { Identity, TokenVerifier } from "@taskward/application";

interface Remembered {
  readonly identity: Identity;
  /** By the clock that never goes back. */
  readonly until: number;
}

/** Of tokens looked up, how many were known and how many were not. */
export interface TokenLookups {
  hits: number;
  misses: number;
}

/** How much is remembered, and for how long at most. */
export interface RememberOptions {
  /** How many tokens; default 20 000, about 8 MB. */
  readonly capacity?: number;
  /** Milliseconds; default five minutes: a signing key that is taken back counts for at most that much longer. */
  readonly ttl?: number;
  /** Milliseconds since 1970, which tokens end by; default: the machine's clock. */
  readonly now?: () => number;
  /** A clock in milliseconds that never goes back, which `ttl` is counted by; default: `performance.now`. */
  readonly elapsed?: () => number;
  /** Where it is counted how many tokens were known. */
  readonly lookups?: TokenLookups;
}

/**
 * Spares known tokens the signature check: SHA-256 of a token takes 0.4 µs, HS256 through jsonwebtoken 10 µs, EdDSA 100 µs.
 * Keeps hashes, not tokens. Only tokens found right are remembered, so that garbage pushes nothing out, and none counts
 * for a moment longer than it says.
 */
export const rememberTokens = (verifier: TokenVerifier, options: RememberOptions = {}): TokenVerifier => {
  const { capacity = 20_000, ttl = 300_000, lookups = { hits: 0, misses: 0 } } = options;
  const { now = Date.now, elapsed = () => performance.now() } = options;
  const known = new Map<string, Remembered>();

  const remember = (key: string, identity: Identity): Identity => {
    known.delete(key);
    known.set(key, { identity, until: elapsed() + ttl });
    if (known.size > capacity) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    return identity;
  };

  return {
    verify: (token) => {
      const key = hash("sha256", token, "base64url");
      const remembered = known.get(key);
      if (remembered && elapsed() < remembered.until && now() < remembered.identity.expiresAt) {
        lookups.hits++;
        return remembered.identity;
      }
      lookups.misses++;
      known.delete(key);
      const outcome = verifier.verify(token);
      return outcome instanceof Promise ? outcome.then((identity) => remember(key, identity)) : remember(key, outcome);
    },
  };
};
