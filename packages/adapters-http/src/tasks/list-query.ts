import {
  codePoints,
  type Fault,
  invalid,
  isStorable,
  PAGE_LIMIT,
  type Position,
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
const DEFAULT_SORT: Sort = "-created_at";

const NO_SUCH_PLACE: Fault = { path: "cursor", message: "is not a next_cursor of this list in this sort" };

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
    .default(DEFAULT_SORT)
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

const placeIn = (cursor: string, sort: Sort): Position | null => decodeCursor(cursor, sort, ORDERS[sort]);

/** The fault of a cursor in a query that is at fault already; without a valid sort there is no telling. */
const cursorFaults = (query: unknown): readonly Fault[] => {
  const { cursor, sort = DEFAULT_SORT } = Object(query) as { cursor?: unknown; sort?: unknown };
  const order = SORTS.find((known) => known === sort);
  return typeof cursor === "string" && order && placeIn(cursor, order) === null ? [NO_SUCH_PLACE] : [];
};

const understand = (text: string): ListRequest => {
  const { values, faults } = parseQuery(text);
  const { sort, limit, cursor, completed, q, count } = validate(listTasksQuery, values, (query) => [
    ...faults,
    ...cursorFaults(query),
  ]);
  const after = cursor === undefined ? undefined : placeIn(cursor, sort);
  if (faults.length > 0 || after === null) throw invalid(...faults, ...(after === null ? [NO_SUCH_PLACE] : []));
  return {
    sort,
    counted: count === "true",
    query: {
      order: ORDERS[sort],
      limit: Number(limit),
      ...(after && { after }),
      ...(completed && { completed: completed === "true" }),
      ...(q && { search: q }),
    },
  };
};

const MOST_UNDERSTOOD = 100;
const understood = new Map<string, ListRequest>();

/**
 * Reads the query string of `GET /tasks`. Throws `BAD_REQUEST` or `invalid`. Most are one of a few: those are understood
 * once, which takes 4 µs. What somebody searches for, and where they are in a list, is not kept.
 */
export const parseListQuery = (text: string): ListRequest => {
  const known = understood.get(text);
  if (known !== undefined) return known;
  const request = understand(text);
  const { after, search } = request.query;
  if (after === undefined && search === undefined) {
    if (understood.size >= MOST_UNDERSTOOD) understood.clear();
    understood.set(text, request);
  }
  return request;
};
