/** What a log and a store tell together; each list names what was found, and none should be. */
export interface Verdict {
  /** Acknowledged writes that the store does not have. */
  readonly lost: readonly string[];
  /** Writes that were done more than once. */
  readonly doubled: readonly string[];
  /** What nobody wrote, or what was refused, and yet is there. */
  readonly phantom: readonly string[];
  /** Reads older than what was acknowledged before, and states that no order of the writes leads to. */
  readonly wrong: readonly string[];
  /** Tasks shown to somebody who does not own them. */
  readonly foreign: readonly string[];
}
