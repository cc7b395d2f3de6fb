import { isLost } from "../sqlstate.js";
import type { Job, Limits } from "./job.js";
import type { Row } from "./statement.js";
import type { Wire } from "./wire.js";

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1_000;
/** A connection on which one statement has taken so many milliseconds is left alone while others have room. */
const SLOW = 100;

/** What a lane tells of the jobs it was given; each job is told of once. */
export interface LaneEvents {
  opened(): void;
  failedToOpen(error: unknown): void;
  answered(job: Job, error: unknown, rows: readonly Row[]): void;
  /** The connection is gone and the job's answer with it; nobody knows whether it was done. */
  lost(job: Job, error: unknown): void;
}

/** One shared connection at a time: opened on demand, given up when it fails, opened again. */
export class Lane {
  readonly #open: (onLost: (error: unknown) => void) => Promise<Wire>;
  readonly #events: LaneEvents;
  readonly #limits: Limits;
  readonly #flying: Job[] = [];
  #wire: Wire | null = null;
  #opening: Promise<void> | null = null;
  #corked = false;
  #slow = false;
  #closed = false;
  #failures = 0;
  #notBefore = 0;
  #drained: (() => void) | null = null;

  constructor(open: (onLost: (error: unknown) => void) => Promise<Wire>, events: LaneEvents, limits: Limits) {
    this.#open = open;
    this.#events = events;
    this.#limits = limits;
  }

  /** How many statements are in flight; Infinity when no more may be. A lane that makes no headway counts as almost full. */
  get load(): number {
    const { length } = this.#flying;
    const { flights } = this.#limits;
    if (this.#wire === null || this.#closed || length >= flights) return Number.POSITIVE_INFINITY;
    return this.#slow ? flights + length : length;
  }

  get inFlight(): number {
    return this.#flying.length;
  }

  get isOpen(): boolean {
    return this.#wire !== null || this.#opening !== null;
  }

  /** Opens a connection unless there is one, or the last failure is too fresh. */
  open(now: number): void {
    if (this.isOpen || this.#closed || now < this.#notBefore) return;
    this.#opening = this.#connect().finally(() => {
      this.#opening = null;
    });
  }

  async #connect(): Promise<void> {
    const lost = (error: unknown): void => {
      if (wire !== null && wire === this.#wire) this.#lose(error);
    };
    let wire: Wire | null = null;
    try {
      wire = await this.#open(lost);
    } catch (error) {
      this.#notBefore = performance.now() + Math.min(FIRST_PAUSE * 2 ** this.#failures++, LONGEST_PAUSE);
      this.#events.failedToOpen(error);
      return;
    }
    this.#failures = 0;
    if (this.#closed) return wire.end();
    this.#wire = wire;
    this.#events.opened();
  }

  /** Sends a job; it leaves with the next `flush`. */
  send(job: Job, prepared: boolean): void {
    const wire = this.#wire;
    if (wire === null) throw new Error("The lane is not open");
    if (!this.#corked) {
      this.#corked = true;
      wire.cork();
    }
    this.#flying.push(job);
    job.since = performance.now();
    job.due = Math.min(job.since + this.#limits.answer, job.last);
    const { statement, values, anew } = job;
    wire.ask({ statement, values, prepared, anew, answer: (error, rows) => this.#answered(wire, job, error, rows) });
  }

  flush(): void {
    if (!this.#corked) return;
    this.#corked = false;
    this.#wire?.uncork();
  }

  #answered(wire: Wire, job: Job, error: unknown, rows: readonly Row[]): void {
    if (wire !== this.#wire) return;
    if (error !== null && isLost(error)) {
      this.#lose(error);
      return;
    }
    this.#flying.splice(this.#flying.indexOf(job), 1);
    this.#events.answered(job, error, rows);
    if (this.#flying.length === 0) this.#drained?.();
  }

  /** Drops the connection when an answer is overdue. The first statement had its time; those behind it may be tried again. */
  expire(now: number): void {
    const [first] = this.#flying;
    this.#slow = first !== undefined && first.since + SLOW <= now;
    if (first === undefined || this.#flying.every((job) => job.due > now)) return;
    first.resends = 0;
    // Otherwise the server would work on, or wait for a lock, for nobody, and such sessions would pile up.
    this.#wire?.cancel();
    this.#lose(new Error("The database did not answer in time"));
  }

  #lose(error: unknown): void {
    this.#wire?.drop();
    this.#wire = null;
    this.#corked = false;
    this.#slow = false;
    for (const job of this.#flying.splice(0)) this.#events.lost(job, error);
    this.#drained?.();
  }

  /** Takes no more, lets what is in flight be answered, and resolves when the connection is closed. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening;
    if (this.#flying.length > 0)
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    await this.#wire?.end();
  }
}
