import type { Task, TaskId, UserId } from "@taskward/domain";
import type { TaskStore } from "../ports/task-store.js";

/** One task of the actor's. Rejects with `not_found`, or for somebody else's as `FOREIGN_TASKS` says. */
export const getTask =
  (tasks: TaskStore) =>
  (actor: UserId, id: TaskId): Promise<Task> =>
    tasks.get(actor, id);

export type GetTask = ReturnType<typeof getTask>;
