import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, type ParsedHashOptions, parseOptions, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "@taskward/application";
import { type TurnstileOptions, turnstile } from "./turnstile.js";

/** What a hash costs to make: memory in KiB, passes, lanes. */
export interface Argon2Cost {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** OWASP's recommendation for argon2id (Password Storage Cheat Sheet). */
const COST: Argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** No more at once than there are cores, which would only take turns. Who waits gets an answer within a second. */
const TURNSTILE: TurnstileOptions = { running: Math.min(4, availableParallelism()), waiting: 32, patience: 900 };

const ARGON2ID = 2;

const parse = (phc: string): ParsedHashOptions | null => {
  try {
    return parseOptions(phc);
  } catch {
    return null;
  }
};

const unpadded = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

/** A hash in PHC form that is nobody's: checking against it takes as long as against a real one. */
const dummyHash = ({ memoryCost, timeCost, parallelism }: Argon2Cost): string =>
  `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(32))}`;

/**
 * Hashes passwords with argon2id (RFC 9106), exactly as they are given: nothing cut off, nothing normalised. A stored hash
 * that cannot be read fits no password.
 */
export const argon2Hasher = (options: Partial<Argon2Cost & TurnstileOptions> = {}): PasswordHasher => {
  const { memoryCost, timeCost, parallelism, ...limits } = { ...COST, ...TURNSTILE, ...options };
  const cost = { memoryCost, timeCost, parallelism };
  const dummy = dummyHash(cost);
  const inTurn = turnstile(limits);
  return {
    hash: (password) => inTurn(() => hash(password, cost)),

    verify: (stored, password) => {
      // Half a surrogate pair becomes U+FFFD on the way into the library, and U+FFFD may be in a password.
      const comparable = stored !== null && parse(stored) !== null && password.isWellFormed();
      return inTurn(() => verify(comparable ? stored : dummy, password).catch(() => false));
    },

    isOutdated: (stored) => {
      const made = parse(stored);
      return !(
        made?.algorithm === ARGON2ID &&
        made.memoryCost === memoryCost &&
        made.timeCost === timeCost &&
        made.parallelism === parallelism
      );
    },
  };
};
