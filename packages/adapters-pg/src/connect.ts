import type { Knex } from "knex";
import type { ClientConfig } from "pg";
import type { Database } from "./database.js";
import { knexOn, PATIENCE } from "./knex-on.js";

/** Where a PostgreSQL server is, and how much of it may be used. */
export interface ConnectionSettings {
  /** `postgres://user:password@host:port/database?sslmode=…`, as libpq writes it; of a pooler, too. */
  readonly url: string;
  /** How many connections Knex's pool may hold. Default 10. */
  readonly poolMax?: number;
}

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

/** A database on a PostgreSQL server. Connects when it is first asked for something, and again whenever that is needed. */
export const connect = ({ url, poolMax = 10 }: ConnectionSettings): Database => {
  const clientConfig = clientConfigOf(url);
  // No connection is kept for its own sake: it would keep a server that sleeps when idle (Neon) awake.
  const knex = knexOn(clientConfig as () => Knex.PgConnectionConfig, { min: 0, max: poolMax });
  return { knex, clientConfig, failed: new Promise(() => {}), close: () => knex.destroy() };
};
