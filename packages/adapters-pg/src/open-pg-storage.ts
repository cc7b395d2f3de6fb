import type { Storage } from "@taskward/application";
import { PgArchive } from "./archive.js";
import { PgCredentialStore } from "./credential-store.js";
import type { Database } from "./database.js";
import { readiness } from "./readiness.js";
import { PipelinedRunner } from "./run/pipelined.js";
import { Pool } from "./run/pool.js";
import { pooledRunner } from "./run/pooled.js";
import type { Runner } from "./run/statement.js";
import { transactions } from "./run/transaction.js";
import { PgTaskStore } from "./task-store.js";
import { PgUserStore } from "./user-store.js";

/** How statements reach the database. */
export interface PgStorageOptions {
  /** How many connections single statements share, pipelined; 0 runs each on a connection of Knex's pool. Default 4. */
  readonly shared?: number;
  /** Whether statements are prepared under names. Default true; false for a PgBouncer that does not keep track of them. */
  readonly prepared?: boolean;
}

/** With so many statements waiting, those that are answered at the same time, 32 at the most, can all be followed by another. */
const CONGESTED = 32;

/** The stores on an open database with Taskward's schema. Closing the storage closes the database. */
export const openPgStorage = (database: Database, options: PgStorageOptions = {}): Storage => {
  const { shared = 4, prepared = true } = options;
  const { clientConfig } = database;
  const pool = new Pool(database);
  const pipelined =
    clientConfig && shared > 0
      ? new PipelinedRunner(clientConfig, { prepared, limits: { connections: shared } })
      : null;
  const runner: Runner = pipelined ?? pooledRunner(pool, { prepared, together: clientConfig === null });
  const { run } = runner;
  const inTransaction = transactions(pool);
  return {
    tasks: new PgTaskStore(run),
    users: new PgUserStore(run, inTransaction),
    credentials: new PgCredentialStore(run, inTransaction),
    archive: new PgArchive(inTransaction),
    ready: readiness(run),
    congested: () => runner.waiting >= CONGESTED,
    poolUse: () => (pipelined ? [pipelined.use, pool.use] : [pool.use]),
    close: async () => {
      pool.close();
      await runner.close();
      await database.close();
    },
  };
};
