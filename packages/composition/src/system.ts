import { randomUUID } from "node:crypto";
import type { Clock, IdGenerator } from "@taskward/application";
import { timestamp, type UserId } from "@taskward/domain";

let last = { ms: 0, text: timestamp(0) };

/** The machine's own clock. Many requests fall into one millisecond: its text is made once. */
export const systemClock: Clock = {
  now: () => {
    const ms = Date.now();
    if (ms !== last.ms) last = { ms, text: timestamp(ms) };
    return last.text;
  },
};

/** Milliseconds by a clock that never goes back, whatever becomes of the machine's own. */
export const elapsed = (): number => performance.now();

/** Ids for local accounts: random UUIDs. `prefix` keeps them apart from the subjects of an identity provider. */
export const randomIds = (prefix = ""): IdGenerator => ({ newUserId: () => `${prefix}${randomUUID()}` as UserId });
