import { $, compiled, sql } from "./compiled.js";
import { readTask, TASK_COLUMNS } from "./row.js";
import type { LockOrder } from "./run/statement.js";

// Every statement on tasks names their owner, as $1. OWNER_OF alone looks at all tasks, and tells only whose it is.

const tasks = () => sql("tasks").where("user_id", $(1));
const task = () => tasks().where("id", $(2));

/** By the id, which is of one sequence for all owners' tasks. */
const byId: LockOrder = ([, id]) => Number(id);

/** owner, title, description, completed, at → the new id; everything else of the task is known. */
export const ADD = compiled<readonly [id: string]>(
  "add",
  sql("tasks")
    .insert({
      user_id: $(1),
      title: $(2),
      description: $(3),
      completed: $(4, "boolean"),
      completed_at: sql.raw("case when $4::boolean then $5::timestamptz end"),
      created_at: $(5, "timestamptz"),
      updated_at: $(5, "timestamptz"),
    })
    .returning("id"),
  { together: () => 0 },
);

/** owner, id */
export const GET = compiled("get", task().select(TASK_COLUMNS), { reads: true, read: readTask });

/** id */
export const OWNER_OF = compiled<readonly [owner: string]>(
  "owner_of",
  sql("tasks").where("id", $(1)).select("user_id"),
  { reads: true },
);

const VERSIONS = (n: number) => `($${n}::bigint[] is null or version = any($${n}::bigint[]))`;

// What the domain's `change` says, on the row as the UPDATE finds it: one that waited for another change sees its
// outcome. $5 says what to set `completed` to, or is null; then $6 says whether to turn it over.
const DONE = "coalesce($5::boolean, completed <> $6::boolean)";
const CHANGED = `($3::text is not null or $4::text is not null or ${DONE} <> completed)`;
const NOW = "greatest(updated_at, $7::timestamptz)";

/** owner, id, title, description, set, turn, at, versions */
export const CHANGE = compiled(
  "change",
  task()
    .whereRaw(VERSIONS(8))
    .update({
      title: sql.raw("coalesce($3::text, title)"),
      description: sql.raw("coalesce($4::text, description)"),
      completed: sql.raw(DONE),
      completed_at: sql.raw(`case when ${DONE} = completed then completed_at when ${DONE} then ${NOW} end`),
      updated_at: sql.raw(`case when ${CHANGED} then ${NOW} else updated_at end`),
      version: sql.raw(`version + ${CHANGED}::integer`),
    })
    .returning(TASK_COLUMNS),
  { together: byId, read: readTask },
);

/** owner, id, versions */
export const REMOVE = compiled<readonly [id: string]>("remove", task().whereRaw(VERSIONS(3)).delete().returning("id"), {
  together: byId,
});
