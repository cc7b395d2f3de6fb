import createKnex, { type Knex } from "knex";
import type { ClientConfig } from "pg";
import type { Database } from "./database.js";
import { silent } from "./silent.js";
import { UtcClient } from "./utc-client.js";

/** Where a PostgreSQL server is, and how much of it may be used. */
export interface ConnectionSettings {
  /** `postgres://user:password@host:port/database?sslmode=…`, as libpq writes it; of a pooler, too. */
  readonly url: string;
  /** How many connections Knex's pool may hold. Default 10. */
  readonly poolMax?: number;
}

/** How many milliseconds somebody may wait for a connection, and opening one may take. */
const PATIENCE = 2_000;

/**
 * pg verifies the certificate in each of these modes, but prints a warning that a later pg will not. Asked for in the
 * name that is going to stay, it keeps doing so. `uselibpqcompat=true` in the URL chooses libpq's weaker meanings.
 */
const verifying = (url: string): string =>
  /[?&]uselibpqcompat=true(&|$)/.test(url)
    ? url
    : url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, "$1verify-full");

// Nothing here is a session setting that PgBouncer would refuse: time limits are set where a statement is run.
const clientConfigOf = (url: string) => (): ClientConfig => ({
  connectionString: verifying(url),
  fallback_application_name: "taskward",
  connectionTimeoutMillis: PATIENCE,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
});

const knexOn = (clientConfig: () => ClientConfig, poolMax: number): Knex => {
  const knex = createKnex({
    client: "pg",
    connection: clientConfig as () => Knex.PgConnectionConfig,
    // No connection is kept for its own sake: it would keep a server that sleeps when idle (Neon) awake.
    pool: { min: 0, max: poolMax },
    acquireConnectionTimeout: PATIENCE,
    log: silent,
  });
  Object.assign(knex.client, { driver: { Client: UtcClient } });
  return knex;
};

/** A database on a PostgreSQL server. Connects when it is first asked for something, and again whenever that is needed. */
export const connect = ({ url, poolMax = 10 }: ConnectionSettings): Database => {
  const clientConfig = clientConfigOf(url);
  const knex = knexOn(clientConfig, poolMax);
  return { knex, clientConfig, failed: new Promise(() => {}), close: () => knex.destroy() };
};
