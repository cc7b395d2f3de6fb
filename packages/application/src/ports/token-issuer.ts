import type { Timestamp, User } from "@taskward/domain";

/** A signed bearer token (JWT, RFC 7519), and when it expires; the leeway of a verifier comes on top. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Timestamp;
}

/** Signs bearer tokens that the TokenVerifier beside it accepts. */
export interface TokenIssuer {
  /** A token for this user, good for `ttl` seconds (default: the configured `TOKEN_TTL`). */
  issue(user: Pick<User, "id" | "email" | "name">, ttl?: number): IssuedToken;
}
