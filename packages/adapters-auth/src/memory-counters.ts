import type { Count, Counter, CounterRule, Counters } from "@taskward/application";

interface Window {
  count: number;
  /** A whole number: it takes less memory. */
  readonly endsAt: number;
}

/** How much is remembered, and by which clock. */
export interface MemoryCountersOptions {
  /** How many keys each counter remembers; default 50 000, about 8 MB. */
  readonly capacity?: number;
  /** A clock in milliseconds that never goes back; default: `performance.now`. */
  readonly elapsed?: () => number;
}

class MemoryCounter implements Counter {
  readonly #windows = new Map<string, Window>();
  readonly #rule: CounterRule;
  readonly #capacity: number;
  readonly #elapsed: () => number;
  /** Until when it is known that nothing can be left out. */
  #crowdedUntil = 0;

  constructor(rule: CounterRule, { capacity = 50_000, elapsed = () => performance.now() }: MemoryCountersOptions) {
    this.#rule = rule;
    this.#capacity = capacity;
    this.#elapsed = elapsed;
  }

  async take(key: string): Promise<Count> {
    const window = this.#current(key) ?? this.#open(key);
    if (window === null) return { allowed: false, remaining: 0, resetSeconds: 1 };
    const allowed = window.count < this.#rule.limit;
    if (allowed) window.count++;
    return {
      allowed,
      remaining: this.#rule.limit - window.count,
      resetSeconds: Math.max(1, Math.ceil((window.endsAt - this.#elapsed()) / 1000)),
    };
  }

  async has(key: string): Promise<boolean> {
    return this.#current(key) !== null;
  }

  async giveBack(key: string): Promise<void> {
    const window = this.#current(key);
    if (window !== null && --window.count === 0) this.#windows.delete(key);
  }

  async forget(key: string): Promise<void> {
    this.#windows.delete(key);
  }

  #current(key: string): Window | null {
    const window = this.#windows.get(key);
    if (window === undefined) return null;
    if (this.#elapsed() < window.endsAt) return window;
    this.#windows.delete(key);
    return null;
  }

  #open(key: string): Window | null {
    if (this.#windows.size >= this.#capacity && !this.#makeRoom()) return null;
    const window = { count: 0, endsAt: Math.floor(this.#elapsed()) + this.#rule.seconds * 1000 };
    this.#windows.set(key, window);
    return window;
  }

  /** Leaves out what is over, and then the oldest until a tenth is free; never a key that has reached its limit. */
  #makeRoom(): boolean {
    const now = this.#elapsed();
    if (now < this.#crowdedUntil) return false;
    for (const [key, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(key);
    for (const [key, { count }] of this.#windows) {
      if (this.#windows.size <= this.#capacity * 0.9) break;
      if (count < this.#rule.limit) this.#windows.delete(key);
    }
    if (this.#windows.size < this.#capacity) return true;
    this.#crowdedUntil = now + 1000;
    return false;
  }
}

/** Counts in the memory of one process, and a bounded part of it. When every key it has room for is at its limit, it allows no other. */
export const memoryCounters =
  (options: MemoryCountersOptions = {}): Counters =>
  (rule) =>
    new MemoryCounter(rule, options);
