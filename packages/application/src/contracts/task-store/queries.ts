import { NEWEST_FIRST, PAGE_LIMIT, SORT_KEYS, type TaskOrder, type TaskQuery } from "@taskward/domain";

/** Each of the six orders. */
export const ORDERS: readonly TaskOrder[] = SORT_KEYS.flatMap((key) => [
  { key, descending: true },
  { key, descending: false },
]);

/** Everything, newest first, on one page. */
export const EVERYTHING: TaskQuery = { order: NEWEST_FIRST, limit: PAGE_LIMIT };

/** How a test's title speaks of an order: `-title`, `createdAt`. */
export const nameOf = ({ key, descending }: TaskOrder): string => `${descending ? "-" : ""}${key}`;
