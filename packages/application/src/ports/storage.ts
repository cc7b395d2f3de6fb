import type { Archive } from "./archive.js";
import type { CredentialStore } from "./credential-store.js";
import type { TaskOwners, TaskStore } from "./task-store.js";
import type { UserStore } from "./user-store.js";

/** How far one set of connections is used at this moment. */
export interface PoolUse {
  /** How its connections are used: `shared`, by statements, several at once, or `lent`, each to one piece of work. */
  readonly pool: string;
  /** Connections that are open, and that may be. */
  readonly open: number;
  readonly limit: number;
  /** Pieces of work under way; one connection may carry several. */
  readonly busy: number;
  /** Pieces of work that wait for a connection. */
  readonly waiting: number;
}

/** One place where everything is kept together: what is done to a user shows at once in their tasks. */
export interface Storage {
  readonly tasks: TaskStore & TaskOwners;
  readonly users: UserStore;
  readonly credentials: CredentialStore;
  readonly archive: Archive;

  /** Resolves when the storage answers and has the expected schema; rejects with `unavailable` otherwise, within a second. */
  ready(): Promise<void>;

  /** How busy its connections are; absent where there are none. */
  poolUse?(): readonly PoolUse[];

  /**
   * Whether so much work waits for a connection that none will have to wait for work: who can put off beginning more,
   * should. Asked for each request. Absent where there are no connections.
   */
  congested?(): boolean;

  /** Lets go of everything held. May be called twice. What is asked afterwards rejects with `unavailable`. */
  close(): Promise<void>;
}
