import type { UserStore } from "@taskward/application";
import {
  compareCodePoints,
  type NewUser,
  type Timestamp,
  type User,
  type UserId,
  unauthenticated,
  userNotFound,
} from "@taskward/domain";
import type { Memory } from "./memory.js";

/** Users in memory; frozen, as tasks are. */
export class MemoryUserStore implements UserStore {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async admit(user: NewUser, at: Timestamp): Promise<User> {
    const memory = this.#memory.open;
    if (memory.erased.has(user.id)) throw unauthenticated();
    const isTaken = user.email !== null && memory.userWith(user.email) !== undefined;
    return memory.users.get(user.id) ?? memory.insert(isTaken ? { ...user, email: null } : user, at);
  }

  async add(user: NewUser, at: Timestamp): Promise<User> {
    return this.#memory.open.insert(user, at);
  }

  async find(id: UserId): Promise<User | null> {
    return this.#memory.open.users.get(id) ?? null;
  }

  async list(limit: number, after?: UserId): Promise<readonly User[]> {
    return [...this.#memory.open.users.values()]
      .filter(({ id }) => after === undefined || compareCodePoints(id, after) > 0)
      .sort((a, b) => compareCodePoints(a.id, b.id))
      .slice(0, limit);
  }

  async shut(id: UserId, at: Timestamp | null): Promise<User> {
    const user = Object.freeze({ ...this.#get(id), disabledAt: at });
    this.#memory.users.set(id, user);
    return user;
  }

  async erase(id: UserId): Promise<void> {
    this.#memory.erase(this.#get(id));
  }

  #get(id: UserId): User {
    const user = this.#memory.open.users.get(id);
    if (!user) throw userNotFound();
    return user;
  }
}
