import type { ServerResponse } from "node:http";

/** A request under way, as far as it matters here. */
export interface UnderWay {
  readonly res: ServerResponse;
}

/** The requests under way, so that a server can stop without breaking one off. */
export class Traffic<R extends UnderWay> {
  // An array: the tables that a Set outgrows at every turn would keep requests long answered from the garbage collector.
  readonly #underWay: R[] = [];
  #draining = false;

  /** Whether the server is about to stop: it still answers, but is not ready for more. */
  get draining(): boolean {
    return this.#draining;
  }

  enter(ctx: R): void {
    if (this.#draining) ctx.res.shouldKeepAlive = false;
    this.#underWay.push(ctx);
  }

  leave(ctx: R): void {
    this.#underWay.splice(this.#underWay.indexOf(ctx), 1);
  }

  /** From now on every response, to requests under way too, is the last one on its connection. */
  drain(): void {
    this.#draining = true;
    for (const { res } of this.#underWay) res.shouldKeepAlive = false;
  }

  /** The requests that have no answer yet. */
  get underWay(): Iterable<R> {
    return this.#underWay;
  }
}
