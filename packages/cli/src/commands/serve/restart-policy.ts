/** Milliseconds: whoever ends sooner after it began to serve ended soon, and so did who never began. */
const SOON = 3_000;
const FIRST_PAUSE = 100;
const LIMIT = 5;

/** When to start a process anew in place of one that ended. */
export class RestartPolicy {
  #soon = 0;
  #anyBegan = false;

  /** Milliseconds to wait, for one that began to serve at `began`, if ever; null: it is no use, the next one would end, too. */
  after(began: number | null, now = performance.now()): number | null {
    this.#anyBegan ||= began !== null;
    const soon = began === null || now - began < SOON;
    this.#soon = soon ? this.#soon + 1 : 0;
    // When the first one cannot begin, the reason is one that waiting does not mend.
    if (!this.#anyBegan || this.#soon >= LIMIT) return null;
    return soon ? FIRST_PAUSE * 2 ** (this.#soon - 1) : 0;
  }
}
