import type { Knex } from "knex";
import type { ClientConfig } from "pg";

/** A database that is open: Knex for transactions, migrations and administration. */
export interface Database {
  readonly knex: Knex;

  /** pg client options for connections beside Knex's pool; null where there can be only the one connection (embedded). */
  readonly clientConfig: (() => ClientConfig) | null;

  /**
   * Resolves when the embedded engine can go on no more (the disk is full, the lock is lost): everything asked from then
   * on rejects with `unavailable`, and the process should end. Never resolves on a server.
   */
  readonly failed: Promise<Error>;

  /** Lets go of every connection, and of the embedded engine and its directory. May be called twice. */
  close(): Promise<void>;
}
