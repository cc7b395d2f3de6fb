/** A row as it comes over the wire: PostgreSQL's text for each column, null for NULL. */
export type Row = readonly (string | null)[];

/** What may be bound to a parameter; it travels as PostgreSQL's text for it. */
export type Value = string | number | boolean | null | readonly number[];

declare const rows: unique symbol;

/**
 * Where the row that a statement with these values locks comes in the order in which all transactions lock their rows, so
 * that no two of them wait for each other; the same for statements that lock none.
 */
export type LockOrder = (values: readonly Value[]) => number;

/** A statement whose text is known at start; only its values differ. `R` is what its rows look like. */
export interface Statement<R extends Row = Row> {
  /** Of the prepared statement, unique among all statements. */
  readonly name: string;
  readonly sql: string;
  /** Whether it changes nothing: then it may be sent again when a connection was lost before the answer came. */
  readonly reads: boolean;
  /** Given for a write that may be committed in one transaction with others such, which costs less than as many commits. */
  readonly together?: LockOrder;
  /** Given for one that is never prepared under its name: it is planned for its values each time. */
  readonly unprepared?: true;
  readonly [rows]?: R;
}

/** Runs one statement. Rejects with a DomainError where sqlstate.ts knows one, `unavailable` included. */
export type Run = <R extends Row>(statement: Statement<R>, values: readonly Value[]) => Promise<readonly R[]>;

/** Where single statements are run, each a transaction of its own. */
export interface Runner {
  readonly run: Run;
  /** How many statements wait for a connection. */
  readonly waiting: number;
  /** Lets go of its connections when they have answered. May be called twice; what is asked afterwards rejects with `unavailable`. */
  close(): Promise<void>;
}
