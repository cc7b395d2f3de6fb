import { createSecretKey, type KeyObject } from "node:crypto";
import type { TokenVerifier } from "@taskward/application";
import { unauthenticated } from "@taskward/domain";
import jwt from "jsonwebtoken";
import { type ClaimRules, identityOf } from "./claims.js";
import { readToken } from "./read-token.js";

/** What tokens signed with a shared secret must say, and the secret. */
export interface Hs256Options extends ClaimRules {
  /** Its UTF-8 bytes are the key, as in Better Auth. */
  readonly secret: string;
  /** Milliseconds since 1970; default: the machine's clock. */
  readonly now?: () => number;
}

const ALGORITHM = "HS256";

const isSigned = (token: string, key: KeyObject): boolean => {
  try {
    // Times are checked with the other claims, in the same way whatever the signature.
    jwt.verify(token, key, { algorithms: [ALGORITHM], ignoreExpiration: true, ignoreNotBefore: true });
    return true;
  } catch {
    return false;
  }
};

/** Accepts JWTs (RFC 7519) signed with HS256 and the secret. Answers at once, without a promise. */
export const hs256Verifier = ({ secret, now = Date.now, ...rules }: Hs256Options): TokenVerifier => {
  // A KeyObject, made once: given a string, jsonwebtoken tries to read a PEM from it on every call.
  const key = createSecretKey(Buffer.from(secret));
  return {
    verify: (token) => {
      const { payload, isUnambiguous } = readToken(token, [ALGORITHM]);
      if (!isSigned(token, key) || !isUnambiguous()) throw unauthenticated();
      return identityOf(payload, rules, now());
    },
  };
};
