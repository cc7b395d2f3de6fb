import { DomainError, taskNotFound } from "./error.js";
import type { UserId } from "./ids.js";

/** What a stranger is told of somebody else's task: that it does not exist, or that it is not theirs. */
export type ForeignTasks = "hide" | "forbid";

/** The refusal for a task that `actor` has not got, given whose it is (null: nobody's). */
export const refusal = (foreign: ForeignTasks, actor: UserId, owner: UserId | null): DomainError =>
  foreign === "forbid" && owner !== null && owner !== actor
    ? new DomainError("forbidden", "This task belongs to somebody else")
    : taskNotFound();
