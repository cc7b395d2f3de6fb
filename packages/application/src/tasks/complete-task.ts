import { complete, reopen, type Task, type TaskId, toggle, type UserId } from "@taskward/domain";
import type { Clock } from "../ports/clock.js";
import type { TaskStore } from "../ports/task-store.js";

/** Completes (true) or reopens (false) a task, safe to repeat; or turns it over ("toggle"). Rejects with `not_found`, `stale`. */
export const completeTask =
  (tasks: TaskStore, clock: Clock) =>
  (actor: UserId, id: TaskId, completed: boolean | "toggle" = true, versions?: readonly number[]): Promise<Task> => {
    const change = completed === "toggle" ? toggle : completed ? complete : reopen;
    return tasks.change(actor, id, change, clock.now(), versions);
  };

export type CompleteTask = ReturnType<typeof completeTask>;
