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
  /** Called with the rows or with the error. */
  readonly answer: (error: unknown, rows: readonly Row[]) => void;
  /** Called instead, with the other's error, when it was undone because another that was asked with it failed. */
  readonly undone?: (error: unknown) => void;
}

const nothing = (): void => {};

const send = (connection: Connection, { statement, values, prepared, anew }: Question): void => {
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
};

/**
 * Statements in the extended protocol up to one Sync, which makes them one transaction; without what pg adds for
 * everyone: no Describe, no Result, no row objects, no type parsers. It answers at ReadyForQuery, when the transaction
 * has been committed.
 */
class LeanQuery {
  readonly callback = nothing;
  readonly #questions: readonly Question[];
  readonly #answers: Row[][] = [];
  #rows: Row[] = [];
  #failed = false;

  constructor(questions: readonly Question[]) {
    this.#questions = questions;
  }

  get #current(): Question | undefined {
    return this.#questions[this.#answers.length];
  }

  // pg asks for these two when it hears that a statement was parsed, or that it failed: they are the current one's.
  get name(): string | undefined {
    return this.#current?.prepared ? this.#current.statement.name : undefined;
  }

  get text(): string | undefined {
    return this.#current?.statement.sql;
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: Connection): void {
    for (const question of this.#questions) send(connection, question);
    connection.sync();
  }

  handleRowDescription(): void {}

  handleDataRow({ fields }: { fields: Row }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete(): void {
    this.#answers.push(this.#rows);
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    if (this.#failed) return;
    for (const [i, { answer }] of this.#questions.entries()) answer(null, this.#answers[i] ?? []);
  }

  handleError(error: unknown, connection: Connection): void {
    if (this.#failed) return;
    this.#failed = true;
    // One of several that fails when all were done is not known: the commit did.
    const failed = this.#questions.length === 1 ? 0 : this.#answers.length;
    this.#questions[failed]?.answer(error, []);
    // The last one first, so that who puts each in front of what waits has them in their order, before the one that failed.
    for (const [i, { statement, undone }] of [...this.#questions.entries()].reverse()) {
      // What came after it the server has passed over, a request to prepare it included.
      if (i > failed) delete connection.submittedNamedStatements[statement.name];
      if (i !== failed) undone?.(error);
    }
  }
}

// A pipelined client takes only queries of pg's own class. Not running its constructor, which makes an emitter and a
// Result that nobody looks at, saves a fifth of what a short statement costs us.
Object.setPrototypeOf(LeanQuery.prototype, pg.Query.prototype);

/** Sends statements on a connection of pg's, pipelined or not; of several, all are committed or none is. */
export const ask = (client: Client, ...questions: readonly Question[]): void => {
  client.query(new LeanQuery(questions) as unknown as pg.Query);
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
  /** Several are one transaction. */
  ask(...questions: readonly Question[]): void;
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
    ask: (...questions) => ask(client, ...questions),
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
