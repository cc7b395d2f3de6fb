import type { Context } from "./context.js";

/** The requests under way, so that a server can stop without breaking one off. */
export class Traffic {
  readonly #underWay = new Set<Context>();
  #draining = false;

  /** Whether the server is about to stop: it still answers, but is not ready for more. */
  get draining(): boolean {
    return this.#draining;
  }

  enter(ctx: Context): void {
    if (this.#draining) ctx.res.shouldKeepAlive = false;
    this.#underWay.add(ctx);
  }

  leave(ctx: Context): void {
    this.#underWay.delete(ctx);
  }

  /** From now on every response, to requests under way too, is the last one on its connection. */
  drain(): void {
    this.#draining = true;
    for (const { res } of this.#underWay) res.shouldKeepAlive = false;
  }

  /** The requests that have no answer yet. */
  get underWay(): Iterable<Context> {
    return this.#underWay;
  }
}
