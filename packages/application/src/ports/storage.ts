import type { Archive } from "./archive.js";
import type { CredentialStore } from "./credential-store.js";
import type { TaskOwners, TaskStore } from "./task-store.js";
import type { UserStore } from "./user-store.js";

/** One place where everything is kept together: what is done to a user shows at once in their tasks. */
export interface Storage {
  readonly tasks: TaskStore & TaskOwners;
  readonly users: UserStore;
  readonly credentials: CredentialStore;
  readonly archive: Archive;

  /** Resolves when the storage answers and has the expected schema; rejects with `unavailable` otherwise, within a second. */
  ready(): Promise<void>;

  /** Lets go of everything held. May be called twice. What is asked afterwards rejects with `unavailable`. */
  close(): Promise<void>;
}
