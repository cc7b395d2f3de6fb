import { PAGE_LIMIT, type Position, type TaskOrder, type User, type UserId } from "@taskward/domain";
import { findUser } from "../accounts/find-user.js";
import { listUsers } from "../accounts/list-users.js";
import type { CredentialStore } from "../ports/credential-store.js";
import type { TaskStore } from "../ports/task-store.js";
import type { UserStore } from "../ports/user-store.js";
import type { ArchiveEntry } from "./archive-entry.js";

/** Where everything that is exported is kept. */
export interface ExportPorts {
  readonly users: UserStore;
  readonly tasks: TaskStore;
  readonly credentials: CredentialStore;
}

/** Whose things are exported, and whether passwords go along. */
export interface ExportOptions {
  /** This user alone; everybody when absent. */
  readonly user?: UserId;
  /** Whether password hashes go along, so that those who have one can sign in after an import. */
  readonly withPasswords?: boolean;
}

// Nothing that happens to a task later moves it, so that paging is not disturbed by those who work meanwhile.
const OLDEST_FIRST: TaskOrder = { key: "createdAt", descending: false };

async function* tasksOf(tasks: TaskStore, owner: UserId): AsyncGenerator<ArchiveEntry, void> {
  let after: Position | null | undefined;
  while (after !== null) {
    const query = { order: OLDEST_FIRST, limit: PAGE_LIMIT, ...(after && { after }) };
    const page = await tasks.list(owner, query);
    for (const task of page.tasks) yield { kind: "task", task };
    after = page.next;
  }
}

/**
 * Everything that is kept of everybody, or of one user: each user, then that user's tasks. A page at a time, so that memory
 * does not grow with it. Rejects with `not_found` when there is no such user.
 */
export const exportArchive = ({ users, tasks, credentials }: ExportPorts) => {
  const hashOf = async ({ id, email }: User): Promise<string | null> => {
    const found = email === null ? null : await credentials.find(email);
    // Since they were listed, they may have been erased, and the address have become somebody else's.
    return found?.user.id === id ? found.hash : null;
  };

  return async function* ({
    user: only,
    withPasswords = false,
  }: ExportOptions = {}): AsyncGenerator<ArchiveEntry, void> {
    const chosen = only === undefined ? listUsers(users)() : [await findUser(users)(only)];
    for await (const user of chosen) {
      yield { kind: "user", user, hash: withPasswords ? await hashOf(user) : null };
      yield* tasksOf(tasks, user.id);
    }
  };
};

export type ExportArchive = ReturnType<typeof exportArchive>;
