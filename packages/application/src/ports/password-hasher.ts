/**
 * Turns passwords into hashes that may be stored. At most a few hashes are made at once; what comes on top waits, and
 * when too many wait already a call rejects with `rate_limited`.
 */
export interface PasswordHasher {
  /** The hash in PHC string format. Two hashes of one password differ. */
  hash(password: string): Promise<string>;

  /** Whether the password is the one hashed. With null it does the same work in the same time and says false. */
  verify(hash: string | null, password: string): Promise<boolean>;

  /** Whether the hash was made with other parameters than new ones are. */
  isOutdated(hash: string): boolean;
}
