import type { Fault } from "./error.js";
import type { TaskId } from "./ids.js";
import { searchPattern } from "./search.js";
import { isCompleted, type Task } from "./task.js";
import { codePoints, compareTitles, isStorable } from "./text.js";

/** How many tasks one page may hold. */
export const PAGE_LIMIT = 1000;

/** The longest text to search for, in code points: to look for a long one takes a database seconds, where there are many tasks. */
export const SEARCH_LENGTH = 200;

/** What tasks can be ordered by: times as text, titles as `compareTitles` does. */
export const SORT_KEYS = ["createdAt", "updatedAt", "title"] as const;
/** One of `SORT_KEYS`. */
export type SortKey = (typeof SORT_KEYS)[number];

/** An order of tasks; equal keys are ordered by id in the same direction, so that every order is total. */
export interface TaskOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** The order of a list that asks for none: what was made last comes first. */
export const NEWEST_FIRST: TaskOrder = { key: "createdAt", descending: true };

/** A place between two tasks of an order: just after the task with this key and id, whether it still exists or not. */
export interface Position {
  readonly key: string;
  readonly id: TaskId;
}

/** Which tasks: all that satisfy every condition given. */
export interface TaskFilter {
  readonly completed?: boolean;
  /** A literal, case-insensitive substring of title or description. */
  readonly search?: string;
}

/** Which tasks, in which order, from where on, and how many (1 to 1000) at the most. */
export interface TaskQuery extends TaskFilter {
  readonly order: TaskOrder;
  readonly limit: number;
  readonly after?: Position;
}

/** What is wrong with a query, in what is given of it: how many tasks there may be, and what is looked for in them. */
export const queryFaults = ({ limit, search }: Partial<Pick<TaskQuery, "limit" | "search">>): Fault[] => [
  ...(limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_LIMIT)
    ? []
    : [{ path: "limit", message: `must be a whole number from 1 to ${PAGE_LIMIT}` }]),
  ...(search === undefined || (isStorable(search) && codePoints(search) <= SEARCH_LENGTH)
    ? []
    : [
        {
          path: "search",
          message: `must have at most ${SEARCH_LENGTH} characters, none of them U+0000 or half a surrogate pair`,
        },
      ]),
];

/** At most as many tasks as were asked for, and whether there are more. */
export interface TaskPage {
  readonly tasks: readonly Task[];
  /** Where the next page starts; null when nothing was left after this one. */
  readonly next: Position | null;
}

/** The place just after a task in this order. */
export const positionOf = (task: Task, { key }: TaskOrder): Position => ({ key: task[key], id: task.id });

/** The page made of one task more than it may hold, which tells whether something is left. */
export const pageOf = (found: readonly Task[], { limit, order }: TaskQuery): TaskPage => {
  const tasks = found.slice(0, limit);
  const last = tasks.at(-1);
  return { tasks, next: found.length > limit && last ? positionOf(last, order) : null };
};

const compareKeys = (key: SortKey, a: string, b: string): number =>
  key === "title" ? compareTitles(a, b) : a < b ? -1 : a > b ? 1 : 0;

/** Compares two places of an order: below zero when `a` comes first. */
export const comparePositions = (order: TaskOrder, a: Position, b: Position): number => {
  const ascending = compareKeys(order.key, a.key, b.key) || a.id - b.id;
  return order.descending ? -ascending : ascending;
};

/** Those of the tasks that a filter asks for. */
export const satisfying = (tasks: readonly Task[], { completed, search }: TaskFilter): Task[] => {
  const pattern = search === undefined ? null : new RegExp(searchPattern(search), "u");
  return tasks.filter(
    (task) =>
      (completed === undefined || isCompleted(task) === completed) &&
      (pattern === null || pattern.test(task.title) || pattern.test(task.description)),
  );
};

/** The page that a store which holds just these tasks, in whatever order, has to give. */
export const listed = (tasks: readonly Task[], query: TaskQuery): TaskPage => {
  const { order, after } = query;
  const place = (task: Task): Position => positionOf(task, order);
  const found = satisfying(tasks, query)
    .filter((task) => after === undefined || comparePositions(order, place(task), after) > 0)
    .sort((a, b) => comparePositions(order, place(a), place(b)));
  return pageOf(found, query);
};
