import createKnex, { type Knex } from "knex";
import { WireClient } from "./run/wire-client.js";

/** How many milliseconds somebody may wait for a connection, and opening one may take. */
export const PATIENCE = 2_000;

const nothing = (): void => {};

// Whatever Knex has to say comes as an error, too, and is logged where that is caught.
const silent = { debug: nothing, deprecate: nothing, error: nothing, warn: nothing };

/** Knex on connections of ours. It prints nothing. */
export const knexOn = (connection: () => Knex.PgConnectionConfig, pool: Knex.PoolConfig): Knex => {
  const knex = createKnex({ client: "pg", connection, pool, acquireConnectionTimeout: PATIENCE, log: silent });
  Object.assign(knex.client, { driver: { Client: WireClient } });
  return knex;
};
