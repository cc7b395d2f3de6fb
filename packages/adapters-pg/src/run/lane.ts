import { isCancelled, isLost, unavailable } from "../sqlstate.js";
import type { Job, Limits } from "./job.js";
import type { Wire, WireAsker } from "./wire.js";

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1_000;
/** A connection on which one statement has taken so many milliseconds is left alone while others have room. */
const SLOW = 100;
/** How many milliseconds a statement that the server was asked to stop may take to end; then the connection is dropped. */
const STOPPING = 500;

/** A transaction of several that the server has been at for so many milliseconds is undone, and each of them done by itself. */
const TOGETHER = 500;

/** For so many milliseconds after it was asked to stop something, the server may still stop what comes after that instead. */
const STRAY = 2_000;

/** What a lane tells of the jobs it was given: of each once, and once more of one that was over before. */
export interface LaneEvents {
  opened(): void;
  failedToOpen(error: unknown): void;
  answered(job: Job, error: unknown, rows: readonly unknown[]): void;
  /** It was not done, for another's sake: one that shared its transaction failed, or was to be stopped in its place. */
  undone(job: Job): void;
  /** The connection is gone and the job's answer with it; nobody knows whether it was done. */
  lost(job: Job, error: unknown): void;
}

const byLock = (one: Job, other: Job): number => (one.together ?? 0) - (other.together ?? 0);

/** Jobs as they may be sent: those that go together, if next to each other, as one transaction in the order of locks. */
const transactionsOf = (jobs: readonly Job[]): Job[][] => {
  const transactions: Job[][] = [];
  let open: Job[] | null = null;
  for (const job of jobs) {
    if (open && job.together !== null) open.push(job);
    else {
      const transaction = [job];
      transactions.push(transaction);
      open = job.together === null ? null : transaction;
    }
  }
  for (const transaction of transactions) if (transaction.length > 1) transaction.sort(byLock);
  return transactions;
};

/** One shared connection at a time: opened on demand, given up when it fails, opened again. */
export class Lane {
  readonly #open: (asker: WireAsker<Job>) => Promise<Wire<Job>>;
  readonly #events: LaneEvents;
  readonly #limits: Limits;
  readonly #flying: Job[] = [];
  /** The first in flight when it was last looked at: the one that the server is at. */
  #first: Job | undefined;
  /** Since when the server has been at it, as far as was seen. */
  #begun = 0;
  /** Whom the server was asked to stop last, and when. */
  #stopping: { readonly mates: readonly Job[]; readonly since: number } | null = null;
  #wire: Wire<Job> | null = null;
  #opening: Promise<void> | null = null;
  #turn: Job[] = [];
  #slow = false;
  #stopped: number | null = null;
  #closed = false;
  #failures = 0;
  #notBefore = 0;
  #drained: (() => void) | null = null;

  constructor(open: (asker: WireAsker<Job>) => Promise<Wire<Job>>, events: LaneEvents, limits: Limits) {
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
    let wire: Wire<Job> | null = null;
    // What comes of a connection that was given up meanwhile concerns nobody.
    const isOurs = (): boolean => wire !== null && wire === this.#wire;
    const asker: WireAsker<Job> = {
      answered: (job, error, rows) => isOurs() && this.#answered(job, error, rows),
      undone: (job, error) => isOurs() && this.#undone(job, error),
      lost: (error) => isOurs() && this.#lose(error),
    };
    try {
      wire = await this.#open(asker);
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

  /** Takes a job; it leaves with the next `flush`. */
  send(job: Job): void {
    this.#flying.push(job);
    this.#turn.push(job);
    job.since = performance.now();
  }

  /** Sends what was taken in one write, and what may go together as one transaction. */
  flush(prepared: boolean): void {
    const wire = this.#wire;
    if (wire === null || this.#turn.length === 0) return;
    wire.cork();
    for (const jobs of transactionsOf(this.#turn.splice(0))) {
      for (const job of jobs) job.mates = jobs;
      wire.ask(jobs, prepared);
    }
    wire.uncork();
  }

  #answered(job: Job, error: unknown, rows: readonly unknown[]): void {
    if (error !== null && isLost(error)) {
      this.#lose(error);
      return;
    }
    this.#land(job);
    this.#stopped = null;
    if (error !== null && isCancelled(error) && this.#isUndone(job)) this.#events.undone(job);
    else this.#events.answered(job, error, rows);
  }

  /**
   * Whether one that the server has stopped may be done yet. Together they were too slow; each by itself may not be. And the
   * server is told to stop what it is doing, not what: when that has just been answered, it stops the next.
   */
  #isUndone({ mates }: Job): boolean {
    const stopping = this.#stopping;
    this.#stopping = null;
    if (mates.length > 1) return true;
    return stopping !== null && stopping.mates !== mates && performance.now() - stopping.since < STRAY;
  }

  #undone(job: Job, error: unknown): void {
    if (isLost(error)) {
      this.#lose(error);
      return;
    }
    this.#land(job);
    this.#events.undone(job);
  }

  #land(job: Job): void {
    this.#flying.splice(this.#flying.indexOf(job), 1);
    if (job === this.#first) this.#first = undefined;
    this.#slow = false;
    if (this.#flying.length === 0) this.#drained?.();
  }

  /**
   * Has the server stop the first statement when its answer is overdue: it had its time, and those behind it may go on.
   * When not even that is answered, drops the connection. Turns away what has waited too long for its turn.
   */
  expire(now: number): void {
    const [first] = this.#flying;
    this.#slow = first !== undefined && first.since + SLOW <= now;
    if (first !== this.#first) this.#begin(first, now);
    for (const job of this.#flying) if (job.due <= now && job.mates !== first?.mates) this.#turnAway(job);
    if (first === undefined) return;
    const separates = first.mates.length > 1 && this.#begun + TOGETHER <= now;
    if (separates && this.#stopping?.mates !== first.mates) this.#stop(first);
    if (first.due > now) return;
    if (this.#stopped === null) {
      this.#stopped = now;
      first.resends = 0;
      this.#stop(first);
    } else if (this.#stopped + STOPPING <= now) this.#lose(new Error("The database did not answer in time"));
  }

  #stop({ mates }: Job): void {
    this.#stopping = { mates, since: performance.now() };
    this.#wire?.cancel();
  }

  /** From now on the server is at this one, and those in its transaction. */
  #begin(first: Job | undefined, now: number): void {
    this.#first = first;
    this.#begun = now;
    for (const job of first?.mates ?? []) job.due = Math.min(now + this.#limits.answer, job.last);
  }

  /** It stays in flight, for what was sent cannot be taken back: whether it will be done, nobody knows. */
  #turnAway(job: Job): void {
    if (job.over) return;
    job.over = true;
    this.#events.answered(job, unavailable(new Error("The database did not get round to it in time")), []);
  }

  #lose(error: unknown): void {
    this.#wire?.drop();
    this.#wire = null;
    this.#turn = [];
    this.#first = undefined;
    this.#slow = false;
    this.#stopped = null;
    this.#stopping = null;
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
