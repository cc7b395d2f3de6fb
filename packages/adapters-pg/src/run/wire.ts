import pg, { type Client, type ClientConfig } from "pg";
import { UtcClient } from "../utc-client.js";
import type { Row, Statement, Value } from "./statement.js";

// All that leans on the inside of pg 8.23 is in this file; wire.test.ts holds pg to it.

interface Connection {
  readonly stream: { cork(): void; uncork(): void; destroy(): void };
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  close(what: { type: "S"; name: string }): void;
  parse(what: { name: string; text: string }): void;
  bind(what: { statement: string; values: readonly Value[]; valueMapper: (value: Value) => string | null }): void;
  execute(what: Record<never, never>): void;
  sync(): void;
}

const inside = (client: Client): Connection => client.connection as unknown as Connection;

/** PostgreSQL's text for a value. */
export const wireText = (value: Value): string | null =>
  value === null ? null : typeof value === "object" ? `{${value.join(",")}}` : String(value);

/** A statement on its way: what is asked, and who gets the answer. */
export interface Question {
  readonly statement: Statement;
  readonly values: readonly Value[];
  /** Whether the statement is to be prepared under its name; otherwise PostgreSQL parses it each time. */
  readonly prepared: boolean;
  /** Whether to forget what was prepared under the name, and prepare it anew. */
  readonly anew: boolean;
  /** Called once, with the rows or with the error. */
  readonly answer: (error: unknown, rows: readonly Row[]) => void;
}

const nothing = (): void => {};

/**
 * One statement in the extended protocol, without what pg adds for everyone: no Describe, no Result, no row objects,
 * no type parsers. It answers at ReadyForQuery, when the statement's transaction has been committed.
 */
class LeanQuery {
  readonly text: string;
  readonly name: string | undefined;
  readonly callback = nothing;
  readonly #question: Question;
  readonly #rows: Row[] = [];
  #failed = false;

  constructor(question: Question) {
    const { name, sql } = question.statement;
    this.text = sql;
    this.name = question.prepared ? name : undefined;
    this.#question = question;
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: Connection): void {
    const { statement, values, prepared, anew } = this.#question;
    const name = prepared ? statement.name : "";
    if (prepared && anew) {
      connection.close({ type: "S", name });
      delete connection.parsedStatements[name];
      delete connection.submittedNamedStatements[name];
    }
    if (!(prepared && (name in connection.parsedStatements || name in connection.submittedNamedStatements))) {
      connection.parse({ name, text: statement.sql });
      if (prepared) connection.submittedNamedStatements[name] = statement.sql;
    }
    connection.bind({ statement: name, values, valueMapper: wireText });
    connection.execute({});
    connection.sync();
  }

  handleRowDescription(): void {}

  handleDataRow({ fields }: { fields: Row }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (!this.#failed) this.#question.answer(null, this.#rows);
  }

  handleError(error: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#question.answer(error, []);
  }
}

// A pipelined client takes only queries of pg's own class. Not running its constructor, which makes an emitter and a
// Result that nobody looks at, saves a fifth of what a short statement costs us.
Object.setPrototypeOf(LeanQuery.prototype, pg.Query.prototype);

/** Sends a statement on a connection of pg's, pipelined or not. */
export const ask = (client: Client, question: Question): void => {
  client.query(new LeanQuery(question) as LeanQuery & pg.Query);
};

const GOODBYE = 1_000;

/** Drops a connection at once, whatever it is doing. */
export const drop = (client: Client): void => inside(client).stream.destroy();

/** Asks the server, on a connection of its own (as PostgreSQL wants it), to stop what this connection is doing. */
export const cancel = (client: Client, config: ClientConfig): void => {
  const { processID, secretKey } = client as unknown as Record<"processID" | "secretKey", number>;
  const messenger = new pg.Client({ ...config, ssl: false });
  const { connection } = messenger;
  const hangUp = setTimeout(() => drop(messenger), GOODBYE);
  connection.on("error", () => {});
  connection.once("end", () => clearTimeout(hangUp));
  const query = {};
  const target = { activeQuery: query, processID, secretKey };
  (messenger as unknown as { cancel(client: typeof target, query: object): void }).cancel(target, query);
};

/** A connection that many statements share: each is sent at once, without waiting for the answers to those before it. */
export interface Wire {
  /** Questions put between `cork` and `uncork` leave in one write. */
  cork(): void;
  uncork(): void;
  ask(question: Question): void;
  /** Has the server stop what it is doing for this connection. */
  cancel(): void;
  /** Drops the connection at once. */
  drop(): void;
  /** Says goodbye when everything is answered; resolves when the connection is closed. */
  end(): Promise<void>;
}

/** Connects within `timeout` milliseconds; `onLost` is called, perhaps twice, when the connection is gone later on. */
export const openWire = async (
  config: ClientConfig,
  timeout: number,
  onLost: (error: unknown) => void,
): Promise<Wire> => {
  const client = new UtcClient({
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...config,
    pipeline: true,
    connectionTimeoutMillis: timeout,
  });
  client.on("error", onLost);
  client.on("end", () => onLost(new Error("The connection was closed")));
  await client.connect();
  const connection = inside(client);
  return {
    cork: () => connection.stream.cork(),
    uncork: () => connection.stream.uncork(),
    ask: (question) => ask(client, question),
    cancel: () => cancel(client, config),
    drop: () => drop(client),
    end: async () => {
      // The server may be too stuck to say goodbye.
      const hangUp = setTimeout(() => drop(client), GOODBYE);
      await client.end();
      clearTimeout(hangUp);
    },
  };
};
