import { setImmediate as nextTurn } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import type { Knex } from "knex";

type Asked = Pick<PGlite, "execProtocolStream" | "waitReady">;

/** Parse, Bind, Describe, Execute and Close: PostgreSQL owes no answer to these before the Sync, or Flush, that follows. */
const MAY_WAIT: ReadonlySet<number | undefined> = new Set(Buffer.from("PBDEC"));

const BIND = 0x42;
const BINARY = Buffer.from([0, 1]);

/** PGlite's Bind for rows in binary format says that one format follows, for all columns, and ends before it. */
const completed = (message: Uint8Array): Uint8Array => {
  if (message[0] !== BIND || message.at(-1) !== 1) return message;
  const whole = Buffer.concat([message, BINARY]);
  whole.writeInt32BE(whole.length - 1, 1);
  return whole;
};

/**
 * The engine as one connection asks it: all up to a Sync in one exchange, which PGlite's connection makes one of for each
 * message. One for each connection, so that what a lost client left unsaid goes with it.
 */
export const byExchanges = (engine: Asked): PGlite => {
  let unsaid: Uint8Array[] = [];
  const asked: Asked = {
    waitReady: engine.waitReady,
    execProtocolStream: async (message, options) => {
      unsaid.push(completed(message));
      if (MAY_WAIT.has(message[0])) return [];
      const messages = Buffer.concat(unsaid);
      unsaid = [];
      // The engine works in our own thread: one exchange after the other would keep whoever connects waiting for seconds.
      await nextTurn();
      return engine.execProtocolStream(messages, options);
    },
  };
  // Its connection asks it for nothing else.
  return asked as PGlite;
};

/** What a pg client is configured with to ask the engine; for each client its own. */
export const connectionTo = (engine: Asked): Knex.PgConnectionConfig =>
  ({ ...createPgConfig(byExchanges(engine)) }) as Knex.PgConnectionConfig;
