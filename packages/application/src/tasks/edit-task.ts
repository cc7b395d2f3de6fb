import { edit, invalid, type Task, type TaskId, type UserId } from "@taskward/domain";
import type { Clock } from "../ports/clock.js";
import type { TaskStore } from "../ports/task-store.js";

/** Changes what is given and leaves the rest. Rejects with `invalid` (nothing given, too), `not_found`, `stale`. */
export const editTask =
  (tasks: TaskStore, clock: Clock) =>
  async (actor: UserId, id: TaskId, input: Parameters<typeof edit>[0], versions?: readonly number[]): Promise<Task> => {
    const change = edit(input);
    if (Object.keys(change).length === 0)
      throw invalid({ path: "", message: "at least one of title, description and completed must be given" });
    return tasks.change(actor, id, change, clock.now(), versions);
  };

export type EditTask = ReturnType<typeof editTask>;
