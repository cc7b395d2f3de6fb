import type { Archive, ArchivedUser, Batch, Restored } from "@taskward/application";
import { DomainError, type Task, type TaskId, type UserId, unauthenticated } from "@taskward/domain";
import type { Memory } from "./memory.js";

const conflict = (message: string): DomainError => new DomainError("conflict", message);

/** Puts users and tasks back into memory. All of a batch is looked at before anything of it is kept. */
export class MemoryArchive implements Archive {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async restore(batch: Batch): Promise<Restored> {
    const memory = this.#memory.open;
    const users = this.#missingUsers(batch.users);
    const tasks = this.#missingTasks(batch.tasks, (owner) => memory.users.has(owner) || users.has(owner));
    for (const { user, hash } of users.values()) memory.restore(user, hash);
    for (const task of tasks) memory.keep({ ...task });
    return { users: users.size, tasks: tasks.length };
  }

  #missingUsers(archived: readonly ArchivedUser[]): Map<UserId, ArchivedUser> {
    const missing = new Map<UserId, ArchivedUser>();
    const emails = new Set<string>();
    for (const each of archived) {
      const { id, email } = each.user;
      if (this.#memory.users.has(id) || missing.has(id)) continue;
      if (email !== null && (emails.has(email) || this.#memory.userWith(email) !== undefined))
        throw conflict(`The e-mail address of user ${id} is another user's`);
      missing.set(id, each);
      if (email !== null) emails.add(email);
    }
    return missing;
  }

  #missingTasks(archived: readonly Task[], hasAccount: (owner: UserId) => boolean): Task[] {
    const owners = new Map<TaskId, UserId>();
    return archived.filter(({ id, owner }) => {
      if (!hasAccount(owner)) throw unauthenticated();
      const known = owners.get(id) ?? this.#memory.ownerOf(id);
      if (known !== null && known !== owner) throw conflict(`Task ${id} is another user's`);
      owners.set(id, owner);
      return known === null;
    });
  }
}
