import {
  codePoints,
  type Fault,
  isStorable,
  PAGE_LIMIT,
  refuse,
  SEARCH_LENGTH,
  type TaskPage,
  type TaskQuery,
  type UserId,
} from "@taskward/domain";
import type { TaskStore } from "../ports/task-store.js";

const check = ({ limit, search }: TaskQuery): void => {
  const faults: Fault[] = [];
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= PAGE_LIMIT))
    faults.push({ path: "limit", message: `must be a whole number from 1 to ${PAGE_LIMIT}` });
  if (search !== undefined && !(isStorable(search) && codePoints(search) <= SEARCH_LENGTH))
    faults.push({
      path: "search",
      message: `must have at most ${SEARCH_LENGTH} characters, none of them U+0000 or half a surrogate pair`,
    });
  refuse(faults);
};

/** A page of a list, and how long the list is. */
export interface TaskList extends TaskPage {
  /** How many tasks satisfy the filter on all pages together; only when asked for. */
  readonly total?: number;
}

/** One page of the actor's tasks. Rejects with `invalid`. */
export const listTasks =
  (tasks: TaskStore) =>
  async (actor: UserId, query: TaskQuery, counted = false): Promise<TaskList> => {
    check(query);
    if (!counted) return tasks.list(actor, query);
    const [page, total] = await Promise.all([tasks.list(actor, query), tasks.count(actor, query)]);
    return { ...page, total };
  };

export type ListTasks = ReturnType<typeof listTasks>;
