import type { UserId } from "@taskward/domain";

/** What a user may still ask for in the present window of time. */
export interface RequestAllowance {
  /** Whether this request may go on. */
  readonly allowed: boolean;
  /** Requests in a window, and those left in this one. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the next window, at least 1. */
  readonly resetSeconds: number;
}

/** How often a user may ask for anything about tasks. */
export interface RequestLimit {
  /** Counts one request, if there is one left. When it cannot count it allows: it never rejects. */
  take(user: UserId): Promise<RequestAllowance>;
}
