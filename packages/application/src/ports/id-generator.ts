import type { UserId } from "@taskward/domain";

/** Makes ids for new local accounts: UUIDs (RFC 9562) that cannot be guessed. */
export interface IdGenerator {
  newUserId(): UserId;
}
