import { edit, type Task, type TaskId, type UserId } from "@taskward/domain";
import type { Clock } from "../ports/clock.js";
import type { TaskStore } from "../ports/task-store.js";

/** The new contents of a task, whole. */
export interface TaskReplacement {
  readonly title: string;
  /** Absent or null: empty. */
  readonly description?: string | null | undefined;
  /** Absent: stays as it is. */
  readonly completed?: boolean | undefined;
}

/** Puts new contents in place of the old. Rejects with `invalid`, `not_found`, `stale`. */
export const replaceTask =
  (tasks: TaskStore, clock: Clock) =>
  async (actor: UserId, id: TaskId, input: TaskReplacement, versions?: readonly number[]): Promise<Task> =>
    tasks.change(actor, id, edit({ ...input, description: input.description ?? null }), clock.now(), versions);

export type ReplaceTask = ReturnType<typeof replaceTask>;
