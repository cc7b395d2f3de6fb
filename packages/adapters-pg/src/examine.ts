import type { Database } from "./database.js";

/** What an administrator wants to know of a database before trusting it. */
export interface DatabaseReport {
  /** As PostgreSQL writes it: `18.1`, `15.14 (Debian …)`. */
  readonly version: string;
  readonly major: number;
  /** Of the texts in the database: `UTF8`. */
  readonly encoding: string;
  /** It takes no writes: a standby, or so set for the database or its user. */
  readonly readOnly: boolean;
  /** Milliseconds by which its clock is ahead of ours. */
  readonly ahead: number;
}

interface Answer {
  readonly version: string;
  readonly number: string;
  readonly encoding: string;
  readonly reading: string;
  readonly now: string;
}

const QUESTION = `select current_setting('server_version') as version, current_setting('server_version_num') as number,
  current_setting('server_encoding') as encoding, current_setting('transaction_read_only') as reading,
  (extract(epoch from clock_timestamp()) * 1000)::text as now`;

/** Asks a database about itself. Changes nothing. */
export const examine = async ({ knex }: Database): Promise<DatabaseReport> => {
  // The first question may have to open a connection; the time of the second one is that of the answer.
  await knex.raw("select 1");
  const asked = Date.now();
  const { rows }: { rows: readonly Answer[] } = await knex.raw(QUESTION);
  const [answer] = rows;
  if (answer === undefined) throw new Error("The database did not say anything of itself");
  const { version, number, encoding, reading, now } = answer;
  return {
    version,
    encoding,
    readOnly: reading === "on",
    major: Math.floor(Number(number) / 10_000),
    ahead: Number(now) - (asked + Date.now()) / 2,
  };
};
