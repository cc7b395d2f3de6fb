import { type SortKey, searchPattern, type Task, type TaskFilter, type TaskQuery, type UserId } from "@taskward/domain";
import type { Knex } from "knex";
import { $, compiled, SOME, sql } from "./compiled.js";
import { readTask, TASK_COLUMNS } from "./row.js";
import type { Statement, Value } from "./run/statement.js";

/** A statement with its values: the owner first, always. */
interface Question<R> {
  readonly statement: Statement<R>;
  readonly values: readonly Value[];
}

/** What a task is ordered by, and the same of a place's key. No locale takes part: it is the domain's `compareTitles`. */
const KEYS: Readonly<Record<SortKey, { readonly task: string; readonly place: (key: string) => string }>> = {
  createdAt: { task: "created_at", place: (key) => `${key}::timestamptz` },
  updatedAt: { task: "updated_at", place: (key) => `${key}::timestamptz` },
  title: { task: 'lower(title collate "C")', place: (key) => `lower(${key}::text collate "C")` },
};

const known = new Map<string, Statement>();

/** The statement of this name, compiled when it is first asked for. Names come from a fixed set: nothing said by a user is in one. */
const once = <R>(name: string, compile: (name: string) => Statement<R>): Statement<R> => {
  const statement = known.get(name) ?? compile(name);
  known.set(name, statement);
  return statement as Statement<R>;
};

const filterName = ({ completed, search }: TaskFilter): string =>
  `${completed === undefined ? "" : "_completed"}${search === undefined ? "" : "_search"}`;

const filterValues = ({ completed, search }: TaskFilter): Value[] => [
  ...(completed === undefined ? [] : [completed]),
  ...(search === undefined ? [] : [searchPattern(search)]),
];

/** A filter as conditions; `next` numbers the parameters, in the order of `filterValues`. */
const filterConditions = ({ completed, search }: TaskFilter, next: () => string): string[] => {
  const conditions: string[] = [];
  if (completed !== undefined) conditions.push(`completed = ${next()}`);
  if (search !== undefined) {
    const pattern = next();
    conditions.push(`(title collate "C" ~ ${pattern} or description collate "C" ~ ${pattern})`);
  }
  return conditions;
};

/** The owner's tasks for which all these conditions hold. */
const tasksWhere = (conditions: readonly string[]): Knex.QueryBuilder => {
  const all: Knex.QueryBuilder = sql("tasks").where("user_id", $(1));
  return conditions.reduce((query, condition) => query.whereRaw(condition), all);
};

/**
 * Planned for its owner each time. What no index gives in order is found for one who has most of the table by reading all of
 * it. PostgreSQL would keep such a plan for everybody, who could tell from the time their own tasks take how many others have.
 */
const FOR_ITS_OWNER = { unprepared: true } as const;

const parametersAfter = (last: number) => () => `$${++last}`;

const listed = ({ order, after, ...filter }: TaskQuery, name: string): Statement<Task> => {
  const next = parametersAfter(2);
  const { task, place } = KEYS[order.key];
  const [direction, beyond] = order.descending ? ["desc", "<"] : ["asc", ">"];
  const conditions = filterConditions(filter, next);
  // Compared as a row, the place is where an index scan starts; whatever comes before it costs nothing.
  if (after) conditions.push(`(${task}, id) ${beyond} (${place(next())}, ${next()}::bigint)`);
  const query = tasksWhere(conditions)
    .select(TASK_COLUMNS)
    .orderByRaw(`${task} ${direction}, id ${direction}`)
    .limit(SOME);
  const forItsOwner = order.key !== "createdAt" && FOR_ITS_OWNER;
  return compiled(name, query, { reads: true, limit: 2, read: readTask, ...forItsOwner });
};

/** One task more than the page may hold, which tells whether something is left. */
export const list = (owner: UserId, query: TaskQuery): Question<Task> => {
  const { order, limit, after } = query;
  const direction = order.descending ? "desc" : "asc";
  const name = `list_${order.key}_${direction}${filterName(query)}${after ? "_after" : ""}`;
  return {
    statement: once(name, (name) => listed(query, name)),
    values: [owner, limit + 1, ...filterValues(query), ...(after ? [after.key, after.id] : [])],
  };
};

export const count = (owner: UserId, filter: TaskFilter): Question<readonly [count: string]> => ({
  statement: once(`count${filterName(filter)}`, (name) =>
    compiled(name, tasksWhere(filterConditions(filter, parametersAfter(1))).count(), { reads: true, ...FOR_ITS_OWNER }),
  ),
  values: [owner, ...filterValues(filter)],
});
