import { type Timestamp, timestamp } from "@taskward/domain";

/** A literal clock: so many seconds after noon (UTC) of 31 January 2026. */
export const at = (seconds: number): Timestamp => timestamp(Date.UTC(2026, 0, 31, 12) + Math.round(seconds * 1000));
