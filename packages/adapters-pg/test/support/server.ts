import { createDatabase } from "@taskward/testing";
import pg, { type ClientConfig } from "pg";

/** A database on a real server, and an administrator who looks at it from outside. */
export interface Server {
  readonly url: string;
  /** Runs statements as the administrator; gives the rows of the last. */
  ask(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Takes the locks that these statements take, until `unlock`. */
  lock(text: string): Promise<unknown>;
  unlock(): Promise<unknown>;
  /** Connections to this database, ours excepted. */
  backends(): Promise<{ pid: number; query: string; waits: boolean }[]>;
  /** Waits until one of these connections is at work on a statement with this text in it. */
  untilAsked(text: string): Promise<void>;
  /** Waits until exactly so many of these connections are waiting for a lock. */
  untilBlocked(count: number): Promise<void>;
  /** Waits until there are exactly so many of these connections. */
  untilConnected(count: number): Promise<void>;
  /** Ends all of these connections. */
  terminate(): Promise<void>;
  close(): Promise<void>;
}

const BACKENDS = `select pid, query, wait_event_type = 'Lock' as waits from pg_stat_activity
  where datname = current_database() and application_name <> 'administrator' and backend_type = 'client backend'`;

const connected = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString, application_name: "administrator" });
  await client.connect();
  return client;
};

export const openServer = async (): Promise<Server> => {
  const url = await createDatabase();
  // Two, for within a transaction PostgreSQL goes on showing the backends that were there when it was first asked.
  const [admin, locker] = [await connected(url), await connected(url)];
  const ask: Server["ask"] = async (text, values) => (await admin.query(text, values && [...values])).rows;
  const backends = async () => (await ask(BACKENDS)) as unknown as Awaited<ReturnType<Server["backends"]>>;
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    while (!(await condition())) await new Promise(setImmediate);
  };
  return {
    url,
    ask,
    backends,
    lock: (text) => locker.query(`begin; ${text}`),
    unlock: () => locker.query("commit"),
    untilAsked: (text) => until(async () => (await backends()).some(({ query }) => query.includes(text))),
    untilBlocked: (count) => until(async () => (await backends()).filter(({ waits }) => waits).length === count),
    untilConnected: (count) => until(async () => (await backends()).length === count),
    terminate: async () => {
      for (const { pid } of await backends()) await ask("select pg_terminate_backend($1)", [pid]);
    },
    close: async () => {
      await Promise.all([admin.end(), locker.end()]);
    },
  };
};

export const configOf = (url: string) => (): ClientConfig => ({ connectionString: url });
