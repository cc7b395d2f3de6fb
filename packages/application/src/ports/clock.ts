import type { Timestamp } from "@taskward/domain";

/** What time it is. */
export interface Clock {
  now(): Timestamp;
}
