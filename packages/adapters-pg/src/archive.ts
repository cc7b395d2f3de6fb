import type { Archive, ArchivedUser, Batch, Restored } from "@taskward/application";
import { compareCodePoints, DomainError, type Task } from "@taskward/domain";
import {
  HOLD_TASKS,
  LIFT,
  LOCK_ALL,
  MISSING_USERS,
  RAISE_IDS,
  RESTORE_CREDENTIALS,
  RESTORE_TASKS,
  RESTORE_USERS,
  SHARED_TASK,
  tasksJson,
  usersJson,
} from "./archive-statements.js";
import type { Run } from "./run/statement.js";
import type { InTransaction } from "./run/transaction.js";

/** Milliseconds for a statement on a whole batch. */
const ANSWER = 30_000;

const conflict = (message: string): DomainError => new DomainError("conflict", message);

const lockOwners = async (run: Run, { users, tasks }: Batch): Promise<void> => {
  const ids = new Set([...users.map(({ user }) => user.id), ...tasks.map(({ owner }) => owner)]);
  await run(LOCK_ALL, [JSON.stringify([...ids].sort(compareCodePoints))]);
};

/** Of one who comes twice the second is there already, and counts no more than any who is. */
const firstOfEach = (users: readonly ArchivedUser[]): ArchivedUser[] => [
  ...new Map(users.toReversed().map((each) => [each.user.id, each])).values(),
];

const restoreUsers = async (run: Run, archived: readonly ArchivedUser[]): Promise<number> => {
  if (archived.length === 0) return 0;
  const users = firstOfEach(archived);
  const json = usersJson(users);
  await run(LIFT, [json]);
  const restored = new Set((await run(RESTORE_USERS, [json])).map(([id]) => id));
  const [missing] = await run(MISSING_USERS, [json]);
  if (missing) throw conflict(`The e-mail address of user ${missing[0]} is another user's`);
  // Somebody who has an account already is not given a password.
  await run(RESTORE_CREDENTIALS, [usersJson(users.filter(({ user }) => restored.has(user.id)))]);
  return restored.size;
};

const restoreTasks = async (run: Run, tasks: readonly Task[]): Promise<number> => {
  if (tasks.length === 0) return 0;
  const ids = tasks.map(({ id }) => id);
  await run(HOLD_TASKS, []);
  const restored = await run(RESTORE_TASKS, [tasksJson(tasks)]);
  const [shared] = await run(SHARED_TASK, [ids]);
  if (shared) throw conflict(`Task ${shared[0]} is another user's`);
  await run(RAISE_IDS, [Math.max(...ids)]);
  return restored.length;
};

/** Puts users and tasks back into PostgreSQL: a batch is a transaction. */
export class PgArchive implements Archive {
  readonly #inTransaction: InTransaction;

  constructor(inTransaction: InTransaction) {
    this.#inTransaction = inTransaction;
  }

  restore(batch: Batch): Promise<Restored> {
    return this.#inTransaction(async (run) => {
      await lockOwners(run, batch);
      const users = await restoreUsers(run, batch.users);
      return { users, tasks: await restoreTasks(run, batch.tasks) };
    }, ANSWER);
  }
}
