/** A task as an answer or a list shows it. */
export interface SeenTask {
  readonly id: number;
  readonly user: string;
  readonly title: string;
  readonly completed: boolean;
  readonly version: number;
}

export type Kind = "list" | "get" | "probe" | "create" | "replace" | "toggle" | "delete";

/** One request that a client made, and what came of it. */
export interface Operation {
  readonly kind: Kind;
  readonly user: string;
  /** The task it is about; for a create, the one that was acknowledged. */
  readonly id: number | null;
  /** The title that it writes, which no other operation writes; null where it writes none. */
  readonly title: string | null;
  /** When it was sent, by `performance.now()`, and how many milliseconds it took. */
  readonly since: number;
  readonly took: number;
  /** Null when there was no answer: `fault` says why. */
  readonly status: number | null;
  readonly fault: string | null;
  /** Whether the answer says when to come back. */
  readonly retryAfter: boolean;
  /** The tasks in the answer. */
  readonly seen: readonly SeenTask[];
}

/** Whether the writer knows that it was done, knows that it was not, or knows nothing. */
export type Outcome = "acknowledged" | "refused" | "unknown";

export const outcomeOf = ({ status }: Pick<Operation, "status">): Outcome => {
  if (status === null || status >= 500) return "unknown";
  return status < 300 ? "acknowledged" : "refused";
};
