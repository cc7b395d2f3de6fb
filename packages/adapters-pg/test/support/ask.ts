import type { Statement, Texts } from "../../src/run/statement.js";

let made = 0;

/** A statement of a test's own that changes nothing. */
export const read = <R = Texts>(sql: string): Statement<R> => ({ name: `test_read_${++made}`, sql, reads: true });

/** One that changes something, and must not be sent twice. */
export const write = <R = Texts>(sql: string): Statement<R> => ({
  name: `test_write_${++made}`,
  sql,
  reads: false,
});

export const ECHO = read("select $1::text");
export const BROKEN = read("select 1 / $1::integer");
