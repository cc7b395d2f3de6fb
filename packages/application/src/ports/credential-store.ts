import type { NewUser, Timestamp, User, UserId } from "@taskward/domain";

/** A local account and how its password is checked. */
export interface Credential {
  readonly user: User;
  /** In PHC string format, `$argon2id$v=19$m=…`. */
  readonly hash: string;
}

/** Local accounts' password hashes. Every method rejects with `unavailable` as a UserStore does. */
export interface CredentialStore {
  /** Keeps the user and the hash in one step. Rejects with `conflict` when the id or the e-mail is taken; of many at once, one succeeds. */
  register(user: NewUser, hash: string, at: Timestamp): Promise<User>;

  /** The local account with this e-mail (in its normal form), or null. */
  find(email: string): Promise<Credential | null>;

  /** Puts a new hash in place of exactly the old one; does nothing when that is not there any more. */
  replaceHash(id: UserId, oldHash: string, newHash: string): Promise<void>;
}
