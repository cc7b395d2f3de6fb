import { hash } from "node:crypto";

/** How often something may happen in how many seconds, counted from its first time. */
export interface Rule {
  readonly limit: number;
  readonly seconds: number;
}

/** What came of an attempt to count. */
export interface Count {
  /** False: there have been `limit` already, and nothing was counted. */
  readonly allowed: boolean;
  readonly remaining: number;
  /** Until counting starts anew, at least 1. */
  readonly resetSeconds: number;
}

/** Counts by key, under one rule. Of many attempts that come together, exactly as many as are left are allowed. */
export interface Counter {
  take(key: string): Promise<Count>;
  /** Whether anything is counted under this key. */
  has(key: string): Promise<boolean>;
  /** Takes one back. */
  giveBack(key: string): Promise<void>;
  /** Takes all back. */
  forget(key: string): Promise<void>;
}

/** Where counts are kept: `memoryCounters` for one process, `sharedCounters` for several. */
export type Counters = (rule: Rule) => Counter;

/** A key that tells nobody whose e-mail or address it stands for: 120 bits of SHA-256. */
export const counterKey = (rule: string, ...subject: readonly string[]): string =>
  hash("sha256", JSON.stringify([rule, ...subject]), "buffer").toString("base64url", 0, 15);
