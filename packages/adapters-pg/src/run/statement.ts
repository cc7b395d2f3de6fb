import type { WireRow } from "./wire-row.js";

/** What a row is unless its statement says otherwise: PostgreSQL's text for each column, null for NULL. */
export type Texts = readonly (string | null)[];

/** What may be bound to a parameter; it travels as PostgreSQL's text for it. */
export type Value = string | number | boolean | null | readonly number[];

/** What becomes of a row of the answer to these values. It keeps nothing of the row itself; what it throws is a bug. */
export type RowReader<R> = (row: WireRow, values: readonly Value[]) => R;

/**
 * Where the row that a statement with these values locks comes in the order in which all transactions lock their rows, so
 * that no two of them wait for each other; the same for statements that lock none.
 */
export type LockOrder = (values: readonly Value[]) => number;

/** A statement whose text is known at start; only its values differ. `R` is what becomes of its rows. */
export interface Statement<R = unknown> {
  /** Of the prepared statement, unique among all statements. */
  readonly name: string;
  readonly sql: string;
  /** Whether it changes nothing: then it may be sent again when a connection was lost before the answer came. */
  readonly reads: boolean;
  /** Given for a write that may be committed in one transaction with others such, which costs less than as many commits. */
  readonly together?: LockOrder;
  /** Given for one that is never prepared under its name: it is planned for its values each time. */
  readonly unprepared?: true;
  /** Given where rows are more than texts: then they come in PostgreSQL's binary format. */
  readonly read?: RowReader<R>;
}

/** Runs one statement. Rejects with a DomainError where sqlstate.ts knows one, `unavailable` included. */
export type Run = <R>(statement: Statement<R>, values: readonly Value[]) => Promise<readonly R[]>;

/** Where single statements are run, each a transaction of its own. */
export interface Runner {
  readonly run: Run;
  /** How many statements wait for a connection. */
  readonly waiting: number;
  /** Lets go of its connections when they have answered. May be called twice; what is asked afterwards rejects with `unavailable`. */
  close(): Promise<void>;
}
