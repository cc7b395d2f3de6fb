/** How often something may happen in how many seconds, counted from its first time. */
export interface CounterRule {
  readonly limit: number;
  readonly seconds: number;
}

/** What came of an attempt to count. */
export interface Count {
  /** False: there have been `limit` already, and nothing was counted. */
  readonly allowed: boolean;
  /** How many more are allowed until then. */
  readonly remaining: number;
  /** Seconds until counting starts anew, at least 1. */
  readonly resetSeconds: number;
}

/**
 * Counts by key, under one rule. A key is a hash, so that what it stands for is not kept. Every method rejects with
 * `unavailable` when the counts cannot be had in time.
 */
export interface Counter {
  /** Counts one more. Of many attempts that come together, exactly as many as are left are allowed. */
  take(key: string): Promise<Count>;
  /** Whether anything is counted under this key. */
  has(key: string): Promise<boolean>;
  /** Takes one back. Where it was the last, nothing is left of the key, and counting starts anew with the next. */
  giveBack(key: string): Promise<void>;
  /** Takes all back. */
  forget(key: string): Promise<void>;
}

/** Where counts are kept. Keys of different rules must differ: all counters of one place may share it. */
export type Counters = (rule: CounterRule) => Counter;
