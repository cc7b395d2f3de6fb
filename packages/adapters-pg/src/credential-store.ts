import type { Credential, CredentialStore } from "@taskward/application";
import type { NewUser, Timestamp, User, UserId } from "@taskward/domain";
import type { Run } from "./run/statement.js";
import type { InTransaction } from "./run/transaction.js";
import { FIND_CREDENTIAL, INSERT_CREDENTIAL, REPLACE_HASH } from "./user-statements.js";
import { addUser } from "./user-store.js";

/** Local accounts' password hashes in PostgreSQL. */
export class PgCredentialStore implements CredentialStore {
  readonly #run: Run;
  readonly #inTransaction: InTransaction;

  constructor(run: Run, inTransaction: InTransaction) {
    this.#run = run;
    this.#inTransaction = inTransaction;
  }

  register(user: NewUser, hash: string, at: Timestamp): Promise<User> {
    return this.#inTransaction(async (run) => {
      const added = await addUser(run, user, at);
      await run(INSERT_CREDENTIAL, [user.id, hash, at]);
      return added;
    });
  }

  async find(email: string): Promise<Credential | null> {
    const [credential = null] = await this.#run(FIND_CREDENTIAL, [email]);
    return credential;
  }

  async replaceHash(id: UserId, oldHash: string, newHash: string): Promise<void> {
    await this.#run(REPLACE_HASH, [id, oldHash, newHash]);
  }
}
