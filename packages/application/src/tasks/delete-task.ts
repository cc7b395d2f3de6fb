import type { TaskId, UserId } from "@taskward/domain";
import type { TaskStore } from "../ports/task-store.js";

/** Removes a task for good. Rejects with `not_found`, `stale`. */
export const deleteTask =
  (tasks: TaskStore) =>
  (actor: UserId, id: TaskId, versions?: readonly number[]): Promise<void> =>
    tasks.remove(actor, id, versions);

export type DeleteTask = ReturnType<typeof deleteTask>;
