import { randomUUID } from "node:crypto";
import type { Clock, IdGenerator } from "@taskward/application";
import { timestamp, type UserId } from "@taskward/domain";

/** The machine's own clock. */
export const systemClock: Clock = { now: () => timestamp(Date.now()) };

/** Ids for local accounts: random UUIDs. `prefix` keeps them apart from the subjects of an identity provider. */
export const randomIds = (prefix = ""): IdGenerator => ({ newUserId: () => `${prefix}${randomUUID()}` as UserId });
