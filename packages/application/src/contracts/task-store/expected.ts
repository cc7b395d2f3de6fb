import {
  comparePositions,
  NEWEST_FIRST,
  PAGE_LIMIT,
  pageOf,
  positionOf,
  SORT_KEYS,
  satisfies,
  searchPattern,
  type Task,
  type TaskDraft,
  type TaskFilter,
  type TaskOrder,
  type TaskPage,
  type TaskQuery,
  type UserId,
} from "@taskward/domain";
import type { TaskStore } from "../../ports/task-store.js";
import { at } from "../moments.js";

/** Each of the six orders. */
export const ORDERS: readonly TaskOrder[] = SORT_KEYS.flatMap((key) => [
  { key, descending: true },
  { key, descending: false },
]);

/** Everything, newest first, on one page. */
export const EVERYTHING: TaskQuery = { order: NEWEST_FIRST, limit: PAGE_LIMIT };

/** How a test's title speaks of an order: `-title`, `createdAt`. */
export const nameOf = ({ key, descending }: TaskOrder): string => `${descending ? "-" : ""}${key}`;

/** Those of the tasks that satisfy the filter, as the domain understands it. */
export const satisfying = (tasks: readonly Task[], filter: TaskFilter): Task[] => {
  const matches = filter.search === undefined ? null : new RegExp(searchPattern(filter.search), "u");
  return tasks.filter((task) => satisfies(task, filter, matches));
};

/** The page that the domain says a store holding just these tasks has to give. */
export const expectedPage = (tasks: readonly Task[], query: TaskQuery): TaskPage => {
  const { order, after } = query;
  const place = (task: Task) => positionOf(task, order);
  const found = satisfying(tasks, query)
    .filter((task) => after === undefined || comparePositions(order, place(task), after) > 0)
    .sort((a, b) => comparePositions(order, place(a), place(b)));
  return pageOf(found, query);
};

/** A draft with nothing in it but what is given. */
export const drafted = (title: string, more: Partial<TaskDraft> = {}): TaskDraft => ({
  title,
  description: "",
  completed: false,
  ...more,
});

/** Adds many tasks, a few at a time, the n-th at `moment(n)`. */
export const addMany = async (
  add: (draft: TaskDraft, n: number) => Promise<Task>,
  drafts: readonly TaskDraft[],
): Promise<Task[]> => {
  const added: Task[] = [];
  for (let start = 0; start < drafts.length; start += 25) {
    const few = drafts.slice(start, start + 25).map((draft, i) => add(draft, start + i));
    added.push(...(await Promise.all(few)));
  }
  return added;
};

/** Adds many tasks of one owner, all at the same moment. */
export const addAll = (tasks: TaskStore, owner: UserId, drafts: readonly TaskDraft[]): Promise<Task[]> =>
  addMany((draft) => tasks.add(owner, draft, at(0)), drafts);
