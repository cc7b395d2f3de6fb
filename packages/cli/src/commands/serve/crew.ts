import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import type { Exposition } from "@taskward/application";
import type { Journal } from "@taskward/composition";
import { gatherFigures } from "./gather-figures.js";
import type { Word } from "./messages.js";
import { RestartPolicy } from "./restart-policy.js";
import { tell } from "./tell.js";

/** Milliseconds that workers have to stop listening before any of them is stopped. */
const TOGETHER = 500;
/** Seconds that a worker may take to end after it has given its requests up. */
const MARGIN = 0.9;

const within = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work,
    new Promise((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    }),
  ]);
  clearTimeout(timer);
};

/** Resolves when the worker has stopped listening, or has ended. */
const stoppedListening = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    worker.on("message", ({ kind }: Word) => {
      if (kind === "stopped listening") resolve();
    });
    worker.once("exit", () => resolve());
    tell(worker, { kind: "stop listening" });
  });

/** The processes that share the port. One that ends unasked is replaced. */
export class Crew {
  readonly #size: number;
  readonly #journal: Journal;
  readonly #restarts = new RestartPolicy();
  readonly #listening = new Set<Worker>();
  #complete: (url: string) => void = () => {};
  #giveUp: (reason: Error) => void = () => {};
  #gathering: Promise<Exposition> | null = null;
  #isComplete = false;
  #stopping = false;

  /** Resolves, with where they listen, when all of them do. Rejects when one of the first cannot begin. */
  readonly ready: Promise<string>;
  /** Rejects with the reason when it is no use to start any more of them. */
  readonly failed: Promise<never>;

  constructor(size: number, journal: Journal) {
    this.#size = size;
    this.#journal = journal;
    this.failed = new Promise((_, reject) => {
      this.#giveUp = reject;
    });
    const complete = new Promise<string>((resolve) => {
      this.#complete = resolve;
    });
    this.ready = Promise.race([complete, this.failed]);
    // Each in turn gets the next connection; left to the system, one process would take most of them.
    cluster.schedulingPolicy = cluster.SCHED_RR;
    for (let n = 0; n < size; n++) this.#hire();
  }

  get #workers(): readonly Worker[] {
    return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  }

  #hire(): void {
    const worker = cluster.fork();
    let began: number | null = null;
    let reason: string | null = null;
    worker.on("error", ({ message }: Error) => {
      // One without a number has never been there, so that no exit tells of it: too many processes, Node.js moved away.
      if (worker.process.pid === undefined) this.#replace(`a process could not be started (${message})`, began);
    });
    worker.on("message", (word: Word) => {
      if (word.kind === "failed") reason = word.reason;
      if (word.kind === "figures?") this.#expose(worker);
      if (word.kind !== "listening") return;
      began = performance.now();
      this.#listening.add(worker);
      if (this.#listening.size < this.#size) return;
      this.#isComplete = true;
      this.#complete(word.url);
    });
    worker.once("exit", (code: number | null, signal: string | null) => {
      this.#listening.delete(worker);
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      this.#replace(reason ?? `process ${worker.process.pid} ${how}`, began);
    });
  }

  #replace(reason: string, began: number | null): void {
    if (this.#stopping) return;
    const pause = this.#restarts.after(began);
    if (pause === null) {
      const many = this.#isComplete ? "; several in a row ended soon, or could not begin" : "";
      this.#giveUp(new Error(reason + many));
      return;
    }
    this.#journal.report({
      kind: "fault",
      requestId: null,
      error: new Error(`${reason}; another one takes its place`),
    });
    setTimeout(() => {
      if (!this.#stopping) this.#hire();
    }, pause);
  }

  #expose(worker: Worker): void {
    this.#gathering ??= gatherFigures([...this.#listening])
      .then(this.#journal.merge)
      .finally(() => {
        this.#gathering = null;
      });
    this.#gathering
      .then((exposition) => tell(worker, { kind: "figures of all", exposition }))
      .catch((error: unknown) => this.#journal.report({ kind: "fault", requestId: null, error }));
  }

  /** Ends all of them at once. */
  dismiss(): void {
    this.#stopping = true;
    for (const worker of this.#workers) worker.process.kill("SIGKILL");
  }

  /** Stops all of them as one server; resolves to whether each had answered everything within `graceSeconds`. */
  async stop(graceSeconds: number): Promise<boolean> {
    this.#stopping = true;
    const deadline = setTimeout(() => this.dismiss(), (graceSeconds + MARGIN) * 1000);
    const workers = [...this.#listening];
    for (const worker of this.#workers) if (!this.#listening.has(worker)) worker.process.kill("SIGKILL");
    const ends = workers.map((worker) => once(worker, "exit"));
    // As long as all connections last, nobody has to connect anew; then nobody may be told to, whom none would take in.
    await within(TOGETHER, Promise.all(workers.map(stoppedListening)));
    for (const worker of workers) tell(worker, { kind: "stop" });
    const codes = await Promise.all(ends);
    clearTimeout(deadline);
    return codes.every(([code]) => code === 0);
  }
}
