import { createSecretKey } from "node:crypto";
import type { TokenIssuer } from "@taskward/application";
import { invalid, timestamp, type UserId } from "@taskward/domain";
import jwt from "jsonwebtoken";
import { maySpeakFor } from "./claims.js";
import type { Hs256Options } from "./hs256-verifier.js";

/** What tokens signed with a shared secret say, and how long they are good for. */
export interface TokenIssuerOptions extends Hs256Options {
  /** How long a token is good for unless said otherwise, in seconds; default: a day. */
  readonly ttl?: number;
}

const LONGEST_TTL = 2 ** 31 - 1;

/**
 * Signs JWTs with HS256 that an `hs256Verifier` with the same options accepts. `issue` throws `invalid` when the `ttl` is
 * not a whole number of seconds from 1 to 2^31-1, or when that verifier would refuse the user's id.
 */
export const tokenIssuer = (options: TokenIssuerOptions): TokenIssuer => {
  const { secret, issuer, audience, now = Date.now } = options;
  const key = createSecretKey(Buffer.from(secret));

  const check = (id: UserId, ttl: number): void => {
    if (!(Number.isInteger(ttl) && ttl >= 1 && ttl <= LONGEST_TTL))
      throw invalid({ path: "ttl", message: `must be a whole number of seconds from 1 to ${LONGEST_TTL}` });
    if (!maySpeakFor(id, options))
      throw invalid({ path: "user", message: "has an id that tokens are not accepted for" });
  };

  return {
    issue: ({ id, email, name }, ttl = options.ttl ?? 86_400) => {
      check(id, ttl);
      const iat = Math.floor(now() / 1000);
      const exp = iat + ttl;
      const given = Object.entries({ email, name, iss: issuer, aud: audience }).filter(([, value]) => value != null);
      const token = jwt.sign({ sub: id, iat, exp, ...Object.fromEntries(given) }, key, { algorithm: "HS256" });
      return { token, expiresAt: timestamp(exp * 1000) };
    },
  };
};
