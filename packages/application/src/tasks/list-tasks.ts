import { queryFaults, refuse, type TaskPage, type TaskQuery, type UserId } from "@taskward/domain";
import type { TaskStore } from "../ports/task-store.js";

/** A page of a list, and how long the list is. */
export interface TaskList extends TaskPage {
  /** How many tasks satisfy the filter on all pages together; only when asked for. */
  readonly total?: number;
}

/** One page of the actor's tasks. Rejects with `invalid`. */
export const listTasks =
  (tasks: TaskStore) =>
  async (actor: UserId, query: TaskQuery, counted = false): Promise<TaskList> => {
    refuse(queryFaults(query));
    if (!counted) return tasks.list(actor, query);
    const [page, total] = await Promise.all([tasks.list(actor, query), tasks.count(actor, query)]);
    return { ...page, total };
  };

export type ListTasks = ReturnType<typeof listTasks>;
