import pg, { type Client, type ClientConfig } from "pg";
import { UnreadableRow } from "../sqlstate.js";
import type { Statement, Value } from "./statement.js";
import { WireClient } from "./wire-client.js";
import type { WireRow } from "./wire-row.js";

// What leans on the inside of pg 8.23 is in this file, wire-client.ts and row-parser.ts; wire.test.ts holds pg to it.

interface Connection {
  readonly stream: { cork(): void; uncork(): void; destroy(): void };
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  close(what: { type: "S"; name: string }): void;
  parse(what: { name: string; text: string }): void;
  bind(what: {
    statement: string;
    values: readonly Value[];
    valueMapper: (value: Value) => string | null;
    binary: boolean;
  }): void;
  execute(what: Record<never, never>): void;
  sync(): void;
}

const inside = (client: Client): Connection => client.connection as unknown as Connection;

/** PostgreSQL's text for a value. */
export const wireText = (value: Value): string | null =>
  value === null ? null : typeof value === "object" ? `{${value.join(",")}}` : String(value);

/** A statement on its way. */
export interface Question {
  readonly statement: Statement;
  readonly values: readonly Value[];
  /** Whether to forget what was prepared under the statement's name, and prepare it anew. */
  readonly anew: boolean;
}

/** Who asks; gets one call for each question. */
export interface Asker<Q> {
  /** With its rows, or with the error. */
  answered(question: Q, error: unknown, rows: readonly unknown[]): void;
  /** It was undone because another that was asked with it failed, with that one's error. */
  undone(question: Q, error: unknown): void;
}

const nothing = (): void => {};

/** The name that a statement is prepared under; none when it is not. */
const preparedName = ({ name, unprepared }: Statement, prepared: boolean): string =>
  prepared && !unprepared ? name : "";

const send = (connection: Connection, { statement, values, anew }: Question, prepared: boolean): void => {
  const name = preparedName(statement, prepared);
  const isNamed = name !== "";
  if (isNamed && anew) {
    connection.close({ type: "S", name });
    delete connection.parsedStatements[name];
    delete connection.submittedNamedStatements[name];
  }
  if (!(isNamed && (name in connection.parsedStatements || name in connection.submittedNamedStatements))) {
    connection.parse({ name, text: statement.sql });
    if (isNamed) connection.submittedNamedStatements[name] = statement.sql;
  }
  connection.bind({ statement: name, values, valueMapper: wireText, binary: statement.read !== undefined });
  connection.execute({});
};

interface Answer {
  readonly rows: unknown[];
  error: unknown;
}

/**
 * Statements in the extended protocol up to one Sync, which makes them one transaction; without what pg adds for
 * everyone: no Describe, no Result, no row objects, no type parsers. It answers at ReadyForQuery, when the transaction
 * has been committed.
 */
class LeanQuery<Q extends Question> {
  readonly callback = nothing;
  readonly #questions: readonly Q[];
  readonly #prepared: boolean;
  readonly #asker: Asker<Q>;
  readonly #answers: Answer[] = [];
  #answer: Answer = { rows: [], error: null };
  #failed = false;

  constructor(questions: readonly Q[], prepared: boolean, asker: Asker<Q>) {
    this.#questions = questions;
    this.#prepared = prepared;
    this.#asker = asker;
  }

  get #current(): Q | undefined {
    return this.#questions[this.#answers.length];
  }

  // pg asks for these two when it hears that a statement was parsed, or that it failed: they are the current one's.
  get name(): string | undefined {
    return this.#current && preparedName(this.#current.statement, this.#prepared);
  }

  get text(): string | undefined {
    return this.#current?.statement.sql;
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: Connection): void {
    for (const question of this.#questions) send(connection, question, this.#prepared);
    connection.sync();
  }

  handleRowDescription(): void {}

  handleDataRow(row: WireRow): void {
    const { statement, values } = this.#current as Q;
    try {
      this.#answer.rows.push(statement.read ? statement.read(row, values) : row.fields);
    } catch (error) {
      this.#answer.error ??= new UnreadableRow(error);
    }
  }

  handleCommandComplete(): void {
    this.#answers.push(this.#answer);
    this.#answer = { rows: [], error: null };
  }

  handleReadyForQuery(): void {
    if (this.#failed) return;
    this.#questions.forEach((question, i) => {
      const { rows, error } = this.#answers[i] ?? this.#answer;
      this.#asker.answered(question, error, rows);
    });
  }

  handleError(error: unknown, connection: Connection): void {
    if (this.#failed) return;
    this.#failed = true;
    // One of several that fails when all were done is not known: the commit did.
    const failed = this.#questions.length === 1 ? 0 : this.#answers.length;
    const culprit = this.#questions[failed];
    if (culprit) this.#asker.answered(culprit, error, []);
    // The last one first, so that who puts each in front of what waits has them in their order, before the one that failed.
    for (const [i, question] of [...this.#questions.entries()].reverse()) {
      // What came after it the server has passed over, a request to prepare it included.
      if (i > failed) delete connection.submittedNamedStatements[question.statement.name];
      if (i !== failed) this.#asker.undone(question, error);
    }
  }
}

// A pipelined client takes only queries of pg's own class. Not running its constructor, which makes an emitter and a
// Result that nobody looks at, saves a fifth of what a short statement costs us.
Object.setPrototypeOf(LeanQuery.prototype, pg.Query.prototype);

/**
 * Sends statements on a connection of pg's, pipelined or not; of several, all are committed or none is. `prepared`: under
 * their names; otherwise PostgreSQL parses each anew.
 */
export const ask = <Q extends Question>(
  client: Client,
  questions: readonly Q[],
  prepared: boolean,
  asker: Asker<Q>,
): void => {
  client.query(new LeanQuery(questions, prepared, asker) as unknown as pg.Query);
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
export interface Wire<Q> {
  /** Questions put between `cork` and `uncork` leave in one write. */
  cork(): void;
  uncork(): void;
  /** Several are one transaction; `prepared` as of `ask`. */
  ask(questions: readonly Q[], prepared: boolean): void;
  /** Has the server stop what it is doing for this connection. */
  cancel(): void;
  /** Drops the connection at once. */
  drop(): void;
  /** Says goodbye when everything is answered; resolves when the connection is closed. */
  end(): Promise<void>;
}

/** Who asks on a wire. */
export interface WireAsker<Q> extends Asker<Q> {
  /** The connection is gone; may be called twice. */
  lost(error: unknown): void;
}

/** Connects within `timeout` milliseconds. */
export const openWire = async <Q extends Question>(
  config: ClientConfig,
  timeout: number,
  asker: WireAsker<Q>,
): Promise<Wire<Q>> => {
  const client = new WireClient({
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...config,
    pipeline: true,
    connectionTimeoutMillis: timeout,
  });
  client.on("error", (error) => asker.lost(error));
  client.on("end", () => asker.lost(new Error("The connection was closed")));
  try {
    await client.connect();
  } catch (error) {
    // When it is we who refuse, as a password that is not there, pg leaves the connection open.
    drop(client);
    throw error;
  }
  const connection = inside(client);
  return {
    cork: () => connection.stream.cork(),
    uncork: () => connection.stream.uncork(),
    ask: (questions, prepared) => ask(client, questions, prepared, asker),
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
