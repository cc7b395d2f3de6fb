import type { Wire } from "../envelope.js";
import type { Sort } from "./step.js";

/** A place in a list: just after this task. */
export interface Place {
  readonly sort: Sort;
  readonly key: string;
  readonly id: number;
}

export interface ListQuery {
  readonly sort: Sort;
  readonly completed: boolean | undefined;
  readonly q: string | undefined;
  readonly after: Place | undefined;
}

/** The place just after a task; texts of the kit are ASCII, so that `toLowerCase` is the order's own rule. */
export const placeOf = (task: Wire, sort: Sort): Place => {
  const key = String(task[sort.replace("-", "")]);
  return { sort, key: sort.endsWith("title") ? key.toLowerCase() : key, id: Number(task["id"]) };
};

const compare = (a: Place, b: Place): number => {
  const ascending = a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id;
  return a.sort.startsWith("-") ? -ascending : ascending;
};

const holds = (task: Wire, q: string): boolean =>
  [task["title"], task["description"]].some((text) => String(text).toLowerCase().includes(q.toLowerCase()));

/** Those tasks of one owner that a list has to show, in its order, as if there were nobody else's. */
export const listed = (tasks: Iterable<Wire>, { sort, completed, q, after }: ListQuery): Wire[] =>
  [...tasks]
    .filter((task) => completed === undefined || task["completed"] === completed)
    .filter((task) => q === undefined || holds(task, q))
    .filter((task) => after === undefined || compare(placeOf(task, sort), after) > 0)
    .sort((a, b) => compare(placeOf(a, sort), placeOf(b, sort)));
