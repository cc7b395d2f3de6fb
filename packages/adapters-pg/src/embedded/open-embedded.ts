import { resolve } from "node:path";
import type { Knex } from "knex";
import type { Client } from "pg";
import type { Database } from "../database.js";
import { knexOn } from "../knex-on.js";
import { type Lock, lockDirectory } from "./directory-lock.js";
import type { Engine } from "./engine.js";
import { makeStore } from "./first-start.js";
import { makeDirectory } from "./make-directory.js";
import { requireRoom, stateOf } from "./store-directory.js";
import { explained, UnusableStore } from "./unusable-store.js";
import { keepUp } from "./upkeep.js";

/** A lost client may have left a transaction open: the session is the engine's, and outlives its clients. */
const cleanSession = (client: Client, done: (error: unknown, client: Client) => void): void => {
  client.query("rollback", (error) => done(error, client));
};

/** Our own modules that load PGlite: a server on PostgreSQL starts sooner, and smaller, without it. */
const withPGlite = async () => ({ ...(await import("./engine.js")), ...(await import("./exchange.js")) });

const started = async (dir: string, lost: AbortSignal): Promise<readonly [Engine, Knex]> => {
  const { connectionTo, Engine, EngineFailed } = await withPGlite();
  lost.throwIfAborted();
  const engine = new Engine(dir);
  lost.addEventListener("abort", () => engine.abandon(lost.reason as Error), { once: true });
  try {
    await engine.start();
  } catch (error) {
    if (!(error instanceof EngineFailed)) throw error;
    throw new UnusableStore(`The store ${dir} cannot be opened. ${error.message}`, error);
  }
  return [engine, knexOn(() => connectionTo(engine), { min: 0, max: 1, afterCreate: cleanSession })];
};

const databaseOf = ([engine, knex]: readonly [Engine, Knex], lock: Lock): Database => {
  const rest = keepUp(knex);
  const close = async (): Promise<void> => {
    rest();
    await knex.destroy();
    await engine.close();
    // Not when it did not close: what is still open must stay locked.
    lock.release();
  };
  let closed: Promise<void> | undefined;
  return {
    knex,
    clientConfig: null,
    failed: engine.failed,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
};

/**
 * Opens the embedded store in a directory, which is made when it is not there. Rejects, having changed nothing, with
 * `StoreInUse` (within a second or two) when a living process has it open, and with `UnusableStore` when the directory is
 * something else, is damaged, of another PostgreSQL, or may not be written.
 */
export const openEmbedded = async (directory: string): Promise<Database> => {
  const dir = resolve(directory);
  try {
    makeDirectory(dir);
    stateOf(dir);
    const lock = await lockDirectory(dir);
    try {
      const state = stateOf(dir);
      await requireRoom(dir, state);
      if (state !== "complete") await makeStore(dir, lock.lost);
      return databaseOf(await started(dir, lock.lost), lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explained(dir, error);
  }
};
