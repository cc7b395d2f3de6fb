import type { NewUser } from "@taskward/domain";

/** What a token says, once it is known to be true: who its bearer is. */
export interface Identity extends NewUser {
  /** The moment until which the token counts, leeway included, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Decides whether a bearer token (JWT, RFC 7519) is one of ours. */
export interface TokenVerifier {
  /**
   * Throws or rejects with `unauthenticated`, always with the same message, for every token that is not right; with
   * `unavailable` when the keys to check it cannot be had at the moment.
   */
  verify(token: string): Identity | Promise<Identity>;
}
