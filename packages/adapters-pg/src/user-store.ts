import type { UserStore } from "@taskward/application";
import {
  DomainError,
  type NewUser,
  type Timestamp,
  type User,
  type UserId,
  unauthenticated,
  userNotFound,
} from "@taskward/domain";
import type { Run } from "./run/statement.js";
import type { InTransaction } from "./run/transaction.js";
import { DELETE, FIND, FIND_ERASED, INSERT, INSERT_NEW, LIST, LOCK, MARK_ERASED, SHUT } from "./user-statements.js";

/** Erasing takes all the user's tasks along, so it may take longer than anything else: a minute. */
const ERASING = 60_000;

/** Takes the lock of the id, then tells whether it was erased: until the transaction ends that stays so. */
const lockedAndErased = async (run: Run, id: UserId): Promise<boolean> => {
  await run(LOCK, [id]);
  const [erased] = await run(FIND_ERASED, [id]);
  return erased !== undefined;
};

/** Adds a user in a transaction that others may go on in. Rejects with `conflict`. */
export const addUser = async (run: Run, { id, email, name }: NewUser, at: Timestamp): Promise<User> => {
  if (await lockedAndErased(run, id)) throw new DomainError("conflict", "This id is spent");
  const [user] = await run(INSERT, [id, email, name, at]);
  return user as User;
};

/** Users in PostgreSQL. */
export class PgUserStore implements UserStore {
  readonly #run: Run;
  readonly #inTransaction: InTransaction;

  constructor(run: Run, inTransaction: InTransaction) {
    this.#run = run;
    this.#inTransaction = inTransaction;
  }

  async admit(user: NewUser, at: Timestamp): Promise<User> {
    return (await this.find(user.id)) ?? (await this.#make(user, at));
  }

  #make({ id, email, name }: NewUser, at: Timestamp): Promise<User> {
    return this.#inTransaction(async (run) => {
      if (await lockedAndErased(run, id)) throw unauthenticated();
      // A conflict is one of the id (then it is found) or of the e-mail (then the user has none).
      const insert = async (email: string | null): Promise<User | undefined> =>
        (await run(INSERT_NEW, [id, email, name, at]))[0];
      const user = (await insert(email)) ?? (await run(FIND, [id]))[0] ?? (await insert(null));
      if (!user) throw new Error("A user was neither found nor made");
      return user;
    });
  }

  add(user: NewUser, at: Timestamp): Promise<User> {
    return this.#inTransaction((run) => addUser(run, user, at));
  }

  async find(id: UserId): Promise<User | null> {
    const [user = null] = await this.#run(FIND, [id]);
    return user;
  }

  list(limit: number, after?: UserId): Promise<readonly User[]> {
    // No id is empty, so all come after "".
    return this.#run(LIST, [after ?? "", limit]);
  }

  async shut(id: UserId, at: Timestamp | null): Promise<User> {
    const [user] = await this.#run(SHUT, [id, at]);
    if (!user) throw userNotFound();
    return user;
  }

  erase(id: UserId, at: Timestamp): Promise<void> {
    return this.#inTransaction(async (run) => {
      if (await lockedAndErased(run, id)) throw userNotFound();
      await run(MARK_ERASED, [id, at]);
      const [gone] = await run(DELETE, [id]);
      if (!gone) throw userNotFound();
    }, ERASING);
  }
}
