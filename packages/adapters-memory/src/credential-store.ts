import type { Credential, CredentialStore } from "@taskward/application";
import type { NewUser, Timestamp, User, UserId } from "@taskward/domain";
import type { Memory } from "./memory.js";

/** Password hashes in memory. */
export class MemoryCredentialStore implements CredentialStore {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async register(user: NewUser, hash: string, at: Timestamp): Promise<User> {
    const memory = this.#memory.open;
    const registered = memory.insert(user, at);
    memory.hashes.set(registered.id, hash);
    return registered;
  }

  async find(email: string): Promise<Credential | null> {
    const memory = this.#memory.open;
    const user = memory.userWith(email);
    const hash = user && memory.hashes.get(user.id);
    return user && hash !== undefined ? { user, hash } : null;
  }

  async replaceHash(id: UserId, oldHash: string, newHash: string): Promise<void> {
    const { hashes } = this.#memory.open;
    if (hashes.get(id) === oldHash) hashes.set(id, newHash);
  }
}
