import { PGlite } from "@electric-sql/pglite";
import { DurableFiles } from "./durable-files.js";
import { messagesIn } from "./messages-in.js";
import { WAL_SEGMENT } from "./store-directory.js";

/**
 * The engine cannot go on: the disk is full, or it broke down, and what it acknowledged is on the disk; or the directory
 * is no longer this process's.
 */
export class EngineFailed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "EngineFailed";
  }
}

type Exchange = PGlite["execProtocolStream"];
type Message = Awaited<ReturnType<Exchange>>[number];

const setting = (text: string): readonly string[] => ["-c", text];

// PGlite's own parameters, less the one that turns fsync off, and less memory: it is one session on a small database.
const START = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...["wal_sync_method=fsync", "shared_buffers=16MB", "max_connections=5"].flatMap(setting),
];
const INIT = [`--wal-segsize=${WAL_SEGMENT}`, ...setting("shared_buffers=16MB")];

const LOG_LINES = 20;
const COMPLAINT = /(?:PANIC|FATAL|ERROR): +(.+)/;
const DISK_FULL = /no space left|quota exceeded/i;

/** In one sentence, why it failed, as far as PostgreSQL's log tells. */
const diagnosis = (log: readonly string[], cause: unknown): string => {
  const complaint = log.map((line) => COMPLAINT.exec(line)?.[1]).findLast((text) => text !== undefined);
  const what = complaint ?? String(cause);
  return DISK_FULL.test(what) ? `The disk is full: ${what}` : `The embedded PostgreSQL cannot go on: ${what}`;
};

/** PGlite ends a statement that PostgreSQL refuses with this status: the one exception that is no breakdown. */
const REFUSED = 100;

const isRefusal = (thrown: unknown): boolean =>
  typeof thrown === "object" && thrown !== null && "status" in thrown && thrown.status === REFUSED;

/** 53100, disk full, is but an error where a table should have grown; the next commit would be the end. */
const isEnd = (message: Message): boolean => {
  const { severity, code } = message as { severity?: string; code?: string };
  return severity === "PANIC" || severity === "FATAL" || code === "53100";
};

/**
 * PGlite on a directory: durable, and out of action once it failed. Asked anything more then, PGlite would spin for ever
 * and block the whole process; here everything rejects with `EngineFailed` instead.
 */
export class Engine extends PGlite {
  /** Resolves when the engine can go on no more. */
  readonly failed: Promise<EngineFailed>;
  readonly #log: string[];
  readonly #announce: (failure: EngineFailed) => void;
  #failure: EngineFailed | null = null;
  #broken: unknown = null;

  constructor(dir: string) {
    const log: string[] = [];
    const onStderr = (line: string): boolean => {
      if (log.push(line) > LOG_LINES) log.shift();
      return false;
    };
    super({ fs: new DurableFiles(dir), startParams: START, initDbStartParams: INIT, onStderr });
    this.#log = log;
    let announce: (failure: EngineFailed) => void = () => {};
    this.failed = new Promise((resolve) => {
      announce = resolve;
    });
    this.#announce = announce;
  }

  /** Resolves when it may be asked. Rejects with `EngineFailed`. */
  async start(): Promise<void> {
    try {
      await this.waitReady;
    } catch (error) {
      throw this.#fail(error);
    }
    const { Module: module } = this;
    const step = module._PostgresMainLoopOnce;
    module._PostgresMainLoopOnce = () => {
      try {
        step();
      } catch (thrown) {
        if (!isRefusal(thrown)) this.#breakOut(thrown);
        throw thrown;
      }
    };
  }

  /** PGlite catches everything and tries again; the first thing it calls to that end is where it can be stopped. */
  #breakOut(thrown: unknown): void {
    this.#broken = thrown;
    this.Module.stackRestore = () => {
      throw thrown;
    };
  }

  #fail(cause: unknown): EngineFailed {
    this.#failure ??= new EngineFailed(diagnosis(this.#log, cause), cause);
    this.#announce(this.#failure);
    return this.#outOfAction();
  }

  /** Puts it out of action, for a reason that lies outside: it writes nothing more, and rejects all it is asked. */
  abandon(reason: Error): void {
    this.#failure ??= new EngineFailed(reason.message, reason);
    this.#announce(this.#failure);
  }

  /** A new one each time: Knex writes into the errors that it passes on. */
  #outOfAction(): EngineFailed {
    return new EngineFailed(this.#failure?.message ?? "The embedded PostgreSQL cannot go on", this.#failure?.cause);
  }

  override async execProtocolStream(...[asked, options]: Parameters<Exchange>): ReturnType<Exchange> {
    if (this.#failure) throw this.#outOfAction();
    try {
      const messages = messagesIn(await this.execProtocolRaw(asked, options)) as unknown as Message[];
      if (this.#broken === null && !messages.some(isEnd)) return messages;
    } catch (error) {
      throw this.#fail(error);
    }
    throw this.#fail(this.#broken);
  }

  /** Writes everything to its place and lets go of the directory; a failed engine has nothing more to write. */
  override async close(): Promise<void> {
    if (!this.#failure) await super.close();
  }
}
