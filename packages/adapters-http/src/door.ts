import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

type Serve = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

interface Held {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly serve: Serve;
  readonly since: number;
}

/** How often, in milliseconds, to look for requests that have been held for too long. */
const LOOK = 50;

/** How many may come in at once when no more connections arrive. */
const ROOM = 32;

/** What else there is, probes among it, needs little of the storage, or nothing. */
const API = "/api/";

/**
 * Holds requests of the API, in their order,
 * - while the storage has more work waiting than it can take up: each that is answered lets in the next. One that is not
 *   begun leaves the garbage collector little to carry along; with 1000 of them half done, waiting for the storage, a request
 *   took half as much time again, and the slowest several times as long;
 * - while connections arrive: Node accepts one in each turn of its event loop, and a turn in which requests are worked at
 *   takes long. The last of 1000 who connected at once waited for seconds.
 */
export class Door {
  readonly #congested: () => boolean;
  readonly #patience: number;
  readonly #held: Held[] = [];
  readonly #arrivals = new WeakMap<IncomingMessage, number>();
  #clock: NodeJS.Timeout | null = null;
  /** Since when connections have arrived without a turn that brought none. */
  #arriving: number | null = null;
  #arrived = false;

  /** `patience`: for how many milliseconds a request is held at the most, however congested the storage is. */
  constructor(congested: () => boolean, patience = 250) {
    this.#congested = congested;
    this.#patience = patience;
  }

  /** `serve` resolves when the request is answered, and never rejects. */
  before(serve: Serve): RequestListener {
    return (req, res) => {
      const holds = req.url?.startsWith(API) && (this.#held.length > 0 || this.#isCrowded || this.#congested());
      if (holds) this.#hold({ req, res, serve, since: performance.now() });
      else this.#letIn(serve, req, res);
    };
  }

  /** To be told of each connection that is accepted. */
  connected(): void {
    this.#arrived = true;
    if (this.#arriving !== null) return;
    this.#arriving = performance.now();
    setImmediate(() => this.#turn());
  }

  /** When a request arrived: now, if it was let in at once. */
  arrivalOf(req: IncomingMessage): number {
    return this.#arrivals.get(req) ?? performance.now();
  }

  /** Lets in all that are held. */
  open(): void {
    while (this.#held.length > 0) this.#next();
  }

  #hold(held: Held): void {
    this.#held.push(held);
    this.#clock ??= setInterval(() => this.#look(), LOOK).unref();
  }

  #letIn(serve: Serve, req: IncomingMessage, res: ServerResponse): void {
    void serve(req, res).then(() => this.#left());
  }

  /** Whether connections arrive. When they do not cease, they are many for good, and nobody is held for their sake. */
  get #isCrowded(): boolean {
    return this.#arriving !== null && performance.now() - this.#arriving < this.#patience;
  }

  #turn(): void {
    if (this.#arrived) setImmediate(() => this.#turn());
    else this.#arriving = null;
    this.#arrived = false;
    if (!this.#isCrowded && !this.#congested()) for (let n = 0; n < ROOM; n++) this.#next();
  }

  /** One has left: the next may come, and another as long as there is room, which it may have been the last to use. */
  #left(): void {
    if (this.#isCrowded) return;
    this.#next();
    if (!this.#congested()) this.#next();
  }

  #next(): void {
    let next = this.#held.shift();
    // Those whose client has gone need no answer.
    while (next?.res.destroyed) next = this.#held.shift();
    if (next === undefined) return;
    const { req, res, serve, since } = next;
    this.#arrivals.set(req, since);
    this.#letIn(serve, req, res);
  }

  #look(): void {
    const long = performance.now() - this.#patience;
    while ((this.#held[0]?.since ?? Number.POSITIVE_INFINITY) <= long) this.#next();
    if (this.#held.length > 0 || this.#clock === null) return;
    clearInterval(this.#clock);
    this.#clock = null;
  }
}
