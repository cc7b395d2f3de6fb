import { DomainError, type ErrorCode, unauthenticated } from "@taskward/domain";

/** What a caller is told when the database cannot serve; `cause` is for the log alone. */
export const unavailable = (cause?: unknown): DomainError =>
  new DomainError("unavailable", "The storage cannot be reached at the moment", { retryAfter: 1, cause });

/** The five characters of PostgreSQL's error code (SQLSTATE), or null when the error did not come from the server. */
export const sqlState = (error: unknown): string | null =>
  error instanceof Error && "severity" in error && "code" in error && typeof error.code === "string"
    ? error.code
    : null;

// Class 08 connection, 53 resources (disk full, too many connections), 58 the system below; 57P shutting down, 57014
// cancelled or out of time, 55P03 lock not to be had, 25006 read-only (a standby), 25P03 and 57P05 idle too long,
// 2200H no id left.
const AWAY = /^(08|53|58|57P|57014|55P03|25006|25P03|2200H)/;
const LOST = /^(08|57P0[1235]|25P03)/;
// Data the domain should have refused: class 22, and a check of the schema.
const INVALID = /^(22|23514)/;
const FORGOTTEN: ReadonlySet<string> = new Set(["26000", "42P05", "0A000"]);
const CONFLICTING: ReadonlySet<string> = new Set(["40001", "40P01"]);

/** A row was not what its statement reads, or not what was asked for: a bug, which no other try would mend. */
export class UnreadableRow extends Error {
  constructor(cause: unknown) {
    super("A row of the database cannot be read", { cause });
    this.name = "UnreadableRow";
  }
}

const isOurs = (error: unknown): boolean => error instanceof DomainError || error instanceof UnreadableRow;

/** Whether the connection is gone: the server ended it, or the driver's error is not from the server at all. */
export const isLost = (error: unknown): boolean => !isOurs(error) && LOST.test(sqlState(error) ?? "08");

/** Whether the prepared statement is unknown, there already, or out of date, so that preparing it anew helps. */
export const isForgotten = (error: unknown): boolean => FORGOTTEN.has(sqlState(error) ?? "");

/** Whether PostgreSQL gave a transaction up for another's sake (deadlock, serialization), so that a new try may succeed. */
export const isConflicting = (error: unknown): boolean => CONFLICTING.has(sqlState(error) ?? "");

/** Whether PostgreSQL gave a single statement up, undone, for another's sake; among these one that waited long for a lock. */
export const gaveWay = (error: unknown): boolean => isConflicting(error) || sqlState(error) === "55P03";

/** Whether PostgreSQL stopped the statement because it was asked to, by a cancel request or a time limit. */
export const isCancelled = (error: unknown): boolean => sqlState(error) === "57014";

const refused = (code: ErrorCode, message: string): DomainError => new DomainError(code, message);

/** What a unique constraint keeps apart, in the words that every store has for it. */
const takenBy = (error: unknown): string =>
  (error as { constraint?: string }).constraint === "users_email_key" ? "e-mail address" : "user id";

const meaning = (state: string, error: unknown): DomainError | null => {
  if (AWAY.test(state) || CONFLICTING.has(state)) return unavailable(error);
  if (state === "23505") return refused("conflict", `This ${takenBy(error)} is taken`);
  if (state === "23503") return unauthenticated();
  if (INVALID.test(state)) return refused("invalid", "A value is not one that can be stored");
  return null;
};

/**
 * What an error of the driver means to a caller. What did not come from the server, nor is ours, is a lost connection; a state
 * that is not known here stays as it is, a bug. No message carries SQL, a name of the schema or a value.
 */
export const translated = (error: unknown): unknown => {
  if (isOurs(error)) return error;
  const state = sqlState(error);
  return state === null ? unavailable(error) : (meaning(state, error) ?? error);
};
