import {
  codePoints,
  invalid,
  isStorable,
  PAGE_LIMIT,
  parsePositiveInteger,
  SEARCH_LENGTH,
  type TaskOrder,
  type TaskQuery,
} from "@taskward/domain";
import { z } from "zod";
import { parseQuery } from "../query-string.js";
import { object } from "../schema.js";
import { validate } from "../validate.js";
import { decodeCursor } from "./cursor.js";

const ORDERS = {
  "-created_at": { key: "createdAt", descending: true },
  created_at: { key: "createdAt", descending: false },
  "-updated_at": { key: "updatedAt", descending: true },
  updated_at: { key: "updatedAt", descending: false },
  "-title": { key: "title", descending: true },
  title: { key: "title", descending: false },
} as const satisfies Record<string, TaskOrder>;

type Sort = keyof typeof ORDERS;
const SORTS = Object.keys(ORDERS) as [Sort, ...Sort[]];

const truth = z.enum(["true", "false"], { error: "must be true or false" });

const isLimit = (text: string): boolean => (parsePositiveInteger(text) ?? PAGE_LIMIT + 1) <= PAGE_LIMIT;
const isSearch = (text: string): boolean => isStorable(text) && codePoints(text) <= SEARCH_LENGTH;

/** The query parameters of `GET /tasks`, as text. */
export const listTasksQuery = object({
  completed: truth.optional().meta({ description: "Only completed tasks, or only open ones" }),
  q: z
    .string()
    .refine(isSearch, { error: `must have at most ${SEARCH_LENGTH} characters, none of them U+0000` })
    .optional()
    .meta({ description: "A literal, case-insensitive part of title or description", maxLength: SEARCH_LENGTH }),
  sort: z
    .enum(SORTS, { error: `must be one of ${SORTS.join(", ")}` })
    .default("-created_at")
    .meta({ description: "The order; with a minus, the other way round" }),
  limit: z
    .string()
    .refine(isLimit, { error: `must be a whole number from 1 to ${PAGE_LIMIT}` })
    .default(String(PAGE_LIMIT))
    .meta({ description: "How many tasks at the most", type: "integer", minimum: 1, maximum: PAGE_LIMIT }),
  cursor: z.string().optional().meta({ description: "`next_cursor` of the page before, with the same sort" }),
  count: truth.optional().meta({ description: "Whether to count the tasks on all pages together" }),
});

export interface ListRequest {
  readonly query: TaskQuery;
  readonly sort: Sort;
  readonly counted: boolean;
}

/** Reads the query string of `GET /tasks`. Throws `BAD_REQUEST` or `invalid`. */
export const parseListQuery = (text: string): ListRequest => {
  const { values, faults } = parseQuery(text);
  const { sort, limit, cursor, completed, q, count } = validate(listTasksQuery, values, () => faults);
  if (faults.length > 0) throw invalid(...faults);
  const order = ORDERS[sort];
  const after = cursor === undefined ? undefined : decodeCursor(cursor, sort, order);
  if (after === null) throw invalid({ path: "cursor", message: "is not a next_cursor of this list in this sort" });
  return {
    sort,
    counted: count === "true",
    query: {
      order,
      limit: Number(limit),
      ...(after && { after }),
      ...(completed && { completed: completed === "true" }),
      ...(q && { search: q }),
    },
  };
};
