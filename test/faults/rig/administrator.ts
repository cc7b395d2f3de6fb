import { connect } from "@taskward/adapters-pg";
import type { Rig } from "./rig.js";

/** Runs statements on the database itself, past the server under test, each in a transaction of its own; gives the rows. */
export type Administrator = <R = Record<string, unknown>>(statement: string) => Promise<readonly R[]>;

/** Its connection bears the application name `administrator`. */
export const administrator = (rig: Rig, databaseUrl: string): Administrator => {
  const database = connect({ url: `${databaseUrl}?application_name=administrator`, poolMax: 1 });
  rig.defer(() => database.close());
  return async (statement) => (await database.knex.raw(statement)).rows;
};

/** The client connections to this database, the administrator's excepted. */
export const CLIENTS = `from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
  and application_name <> 'administrator'`;
