/** Carries out what it is given in order, after the delay of the moment, and nothing while it is held. */
export class DelayLine {
  readonly #faults: { readonly held: boolean; readonly delay: number };
  #waiting: { readonly due: number; readonly act: () => void }[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(faults: { readonly held: boolean; readonly delay: number }) {
    this.#faults = faults;
  }

  carry(act: () => void, extra = 0): void {
    this.#waiting.push({ due: performance.now() + this.#faults.delay + extra, act });
    if (this.#timer === null) this.#pump();
  }

  /** Carries out everything at once. */
  flush(): void {
    for (const { act } of this.clear()) act();
  }

  /** Forgets everything, and says what it was. */
  clear(): readonly { readonly act: () => void }[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    return waiting;
  }

  #pump(): void {
    this.#timer = null;
    const now = performance.now();
    while (!this.#faults.held && (this.#waiting[0]?.due ?? Number.POSITIVE_INFINITY) <= now)
      this.#waiting.shift()?.act();
    const [next] = this.#waiting;
    if (next !== undefined && !this.#faults.held) this.#timer = setTimeout(() => this.#pump(), next.due - now);
  }
}
