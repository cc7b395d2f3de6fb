import type { Statement, Value } from "./statement.js";

/** Limits of the pipelined runner. Times are milliseconds. */
export interface Limits {
  /** How many connections there are at the most; each is opened when there is work for it. */
  readonly connections: number;
  /** How many statements may be in flight on one connection. This bound is what keeps the slowest answers fast. */
  readonly flights: number;
  /** How many statements may wait for a connection; one more is rejected at once. */
  readonly queue: number;
  /** How long a statement may wait for a connection, or behind others that were sent on it before. */
  readonly wait: number;
  /** How long the answer may take; then the server is asked to stop, for nothing behind it would be answered either. */
  readonly answer: number;
  /** How long opening a connection may take. */
  readonly connect: number;
}

export const LIMITS: Limits = {
  connections: 4,
  flights: 8,
  queue: 4_096,
  wait: 2_000,
  answer: 4_500,
  connect: 2_000,
};

/**
 * How often a read is sent again when its connection is lost. Connections are lost together, and noticed one after the
 * other: each that it is sent on next may be dead already.
 */
export const RESENDS = 4;

/** How often a statement is sent again that PostgreSQL gave up, undone, for another's sake. */
export const RETRIES = 3;

/** A statement somebody waits for. */
export interface Job {
  readonly statement: Statement;
  readonly values: readonly Value[];
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
  /** When it must be over, later tries included. Moments are those of `performance.now()`, which no clock change moves. */
  readonly last: number;
  /** When it was sent. */
  since: number;
  /** When what it is doing now, waiting or, as the first on its connection, being answered, must be over. */
  due: number;
  /** How often it may still be sent again when its connection is lost. */
  resends: number;
  /** How often it may still be sent again when PostgreSQL gives it up. */
  retries: number;
  /** Whether its statement is to be prepared anew. */
  anew: boolean;
  /** Its place in the order of locks; null when it has to be a transaction of its own, as after one that failed. */
  together: number | null;
  /** Those in one transaction with it as it was sent last, itself included. */
  mates: readonly Job[];
  /** Whether nobody waits for it any more; it may still be in flight. */
  over: boolean;
}
