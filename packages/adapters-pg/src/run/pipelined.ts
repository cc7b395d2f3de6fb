import type { PoolUse } from "@taskward/application";
import type { ClientConfig } from "pg";
import { gaveWay, isForgotten, translated, unavailable } from "../sqlstate.js";
import { type Job, LIMITS, type Limits, RESENDS, RETRIES } from "./job.js";
import { Lane, type LaneEvents } from "./lane.js";
import type { Run, Runner, Statement, Value } from "./statement.js";
import { openWire, type WireAsker } from "./wire.js";

const WATCH = 50;
const NO_MATES: readonly Job[] = [];

/**
 * Runs statements on a few shared connections: the least busy one next, the statements of one turn of the event loop
 * in one write, what exceeds the limits waiting in order. A lost connection fails only what was in flight on it, and of
 * that a read is sent again; a write is rejected with `unavailable`, for nobody knows whether it was done.
 */
export class PipelinedRunner implements Runner {
  readonly #limits: Limits;
  readonly #prepared: boolean;
  readonly #lanes: readonly Lane[];
  #waiting: Job[] = [];
  #scheduled = false;
  #closed: Promise<unknown> | null = null;
  #watch: NodeJS.Timeout | null = null;
  #trouble: unknown;

  constructor(
    clientConfig: () => ClientConfig,
    { prepared = true, limits = {} }: { prepared?: boolean; limits?: Partial<Limits> } = {},
  ) {
    this.#prepared = prepared;
    this.#limits = { ...LIMITS, ...limits };
    const events: LaneEvents = {
      opened: () => {
        this.#trouble = undefined;
        this.#schedule();
      },
      failedToOpen: (error) => {
        this.#trouble = error;
      },
      answered: (job, error, rows) => this.#answered(job, error, rows),
      // Its time to wait goes on.
      undone: (job) => this.#again(job, { together: null }, job.last - this.#limits.answer),
      lost: (job, error) => this.#lost(job, error),
    };
    const open = (asker: WireAsker<Job>) => openWire(clientConfig(), this.#limits.connect, asker);
    this.#lanes = Array.from({ length: this.#limits.connections }, () => new Lane(open, events, this.#limits));
  }

  readonly run: Run = <R>(statement: Statement<R>, values: readonly Value[]) =>
    new Promise<readonly R[]>((resolve, reject) => {
      if (this.#closed || this.#waiting.length >= this.#limits.queue) return reject(unavailable());
      const since = performance.now();
      const due = since + this.#limits.wait;
      const last = due + this.#limits.answer;
      // The rows are what the statement says they are: its columns and `R` are declared side by side.
      const settle = resolve as (rows: readonly unknown[]) => void;
      // One literal: put together from parts, it would cost a tenth of what answering the request takes.
      this.#waiting.push({
        statement,
        values,
        resolve: settle,
        reject,
        last,
        since,
        due,
        resends: statement.reads ? RESENDS : 0,
        retries: RETRIES,
        anew: false,
        together: statement.together?.(values) ?? null,
        mates: NO_MATES,
        over: false,
      });
      this.#schedule();
    });

  get waiting(): number {
    return this.#waiting.length;
  }

  get use(): PoolUse {
    const open = this.#lanes.filter((lane) => lane.isOpen).length;
    const waiting = this.#waiting.length;
    return { pool: "shared", open, limit: this.#limits.connections, busy: this.#busy() - waiting, waiting };
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#dispatch();
    });
  }

  #dispatch(): void {
    for (let lane = this.#freest(); lane !== null && this.#waiting.length > 0; lane = this.#freest())
      lane.send(this.#waiting.shift() as Job);
    for (const lane of this.#lanes) lane.flush(this.#prepared);
    this.#openLanes();
    if (this.#busy() > 0) this.#watch ??= setInterval(() => this.#look(), WATCH);
  }

  #freest(): Lane | null {
    let freest: Lane | null = null;
    for (const lane of this.#lanes) if (lane.load < (freest?.load ?? Number.POSITIVE_INFINITY)) freest = lane;
    return freest;
  }

  #busy(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.inFlight, this.#waiting.length);
  }

  /** One connection for each statement under way, as far as they go: an idle server is left to sleep. */
  #openLanes(): void {
    const now = performance.now();
    let missing = this.#busy() - this.#lanes.filter((lane) => lane.isOpen).length;
    for (const lane of this.#lanes) if (!lane.isOpen && missing-- > 0) lane.open(now);
  }

  /** Looks after time limits, and after connections to be opened again. */
  #look(): void {
    const now = performance.now();
    for (const lane of this.#lanes) lane.expire(now);
    const late = this.#waiting.filter((job) => job.due <= now);
    if (late.length > 0) this.#waiting = this.#waiting.filter((job) => job.due > now);
    for (const job of late) job.reject(unavailable(this.#trouble));
    if (this.#busy() > 0) this.#schedule();
    else {
      if (this.#watch) clearInterval(this.#watch);
      this.#watch = null;
    }
  }

  #answered(job: Job, error: unknown, rows: readonly unknown[]): void {
    if (error === null) job.resolve(rows);
    else if (isForgotten(error) && !job.anew) this.#again(job, { anew: true });
    else if (gaveWay(error) && job.retries > 0) this.#again(job, { retries: job.retries - 1, together: null });
    else job.reject(translated(error));
    if (this.#waiting.length > 0) this.#schedule();
  }

  #lost(job: Job, error: unknown): void {
    this.#trouble = error;
    if (job.resends > 0) this.#again(job, { resends: job.resends - 1 });
    else job.reject(unavailable(error));
    this.#schedule();
  }

  #again(
    job: Job,
    changes: Partial<Pick<Job, "resends" | "retries" | "anew" | "together">>,
    due = Math.min(performance.now() + this.#limits.wait, job.last),
  ): void {
    if (this.#closed || job.over) job.reject(unavailable());
    else this.#waiting.unshift(Object.assign(job, changes, { due }));
    this.#schedule();
  }

  async close(): Promise<void> {
    this.#closed ??= this.#end();
    await this.#closed;
  }

  async #end(): Promise<void> {
    for (const job of this.#waiting.splice(0)) job.reject(unavailable());
    await Promise.all(this.#lanes.map((lane) => lane.close()));
    this.#look();
  }
}
