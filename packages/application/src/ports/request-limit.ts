import type { UserId } from "@taskward/domain";
import type { Count } from "./counter.js";

/** Whether this request may go on, and what the user may still ask for in the present window of time. */
export interface RequestAllowance extends Count {
  /** Requests in a window. */
  readonly limit: number;
}

/** How often a user may ask for anything about tasks. */
export interface RequestLimit {
  /** Counts one request, if there is one left. When it cannot count it allows: it never rejects. */
  take(user: UserId): Promise<RequestAllowance>;
}
