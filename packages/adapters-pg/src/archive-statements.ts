import type { ArchivedUser } from "@taskward/application";
import type { Task } from "@taskward/domain";
import { written } from "./compiled.js";
import { USER_LOCK } from "./user-statements.js";

// A whole batch is one value, JSON: it is parsed once, needs no array of texts, and no statement depends on how much it is.

/** Users as the statements below take them. */
export const usersJson = (users: readonly ArchivedUser[]): string =>
  JSON.stringify(
    users.map(({ user, hash }) => ({
      id: user.id,
      email: user.email,
      name: user.name,
      created_at: user.createdAt,
      disabled_at: user.disabledAt,
      hash,
    })),
  );

/** Tasks as the statements below take them. */
export const tasksJson = (tasks: readonly Task[]): string =>
  JSON.stringify(
    tasks.map((task) => ({
      user_id: task.owner,
      id: task.id,
      title: task.title,
      description: task.description,
      completed_at: task.completedAt,
      created_at: task.createdAt,
      updated_at: task.updatedAt,
      version: task.version,
    })),
  );

const USERS = `json_to_recordset($1::json) as archived
  (id text, email text, name text, created_at timestamptz, disabled_at timestamptz, hash text)`;

const TASKS = `json_to_recordset($1::json) as archived
  (user_id text, id bigint, title text, description text, completed_at timestamptz, created_at timestamptz,
  updated_at timestamptz, version integer)`;

/** A JSON list of ids → takes the lock of each, as LOCK does. In the order given: give them sorted, or two batches block each other. */
export const LOCK_ALL = written(
  "lock_users",
  `select ${USER_LOCK("id")}
  from json_array_elements_text($1::json) with ordinality as listed (id, place) order by place`,
);

/** users */
export const LIFT = written("lift_erased", `delete from erased_users where id in (select id from ${USERS})`);

/** users → the ids of those that were missing; one who could not be kept because of their e-mail is not among them. */
export const RESTORE_USERS = written<readonly [id: string]>(
  "restore_users",
  `insert into users (id, email, name, created_at, disabled_at)
  select id, email, name, created_at, disabled_at from ${USERS}
  on conflict do nothing returning id`,
);

/** users → those that are still missing: somebody else has their e-mail. */
export const MISSING_USERS = written<readonly [id: string]>(
  "missing_users",
  `select id from ${USERS} where not exists (select from users where users.id = archived.id) limit 1`,
);

/** users */
export const RESTORE_CREDENTIALS = written(
  "restore_credentials",
  `insert into credentials (user_id, password_hash, updated_at)
  select id, hash, now() from ${USERS} where hash is not null on conflict do nothing`,
);

/**
 * Nobody writes a task until the transaction ends, and nobody who has a number already is still on the way: otherwise
 * one of them could have a number that is being restored for somebody else.
 */
export const HOLD_TASKS = written("hold_tasks", "lock table tasks in share row exclusive mode");

/** tasks → the ids of those that were missing. */
export const RESTORE_TASKS = written<readonly [id: string]>(
  "restore_tasks",
  `insert into tasks (user_id, id, title, description, completed, completed_at, created_at, updated_at, version)
  overriding system value
  select user_id, id, title, description, completed_at is not null, completed_at, created_at, updated_at, version
  from ${TASKS} on conflict (user_id, id) do nothing returning id`,
);

/** ids → one that two owners have. */
export const SHARED_TASK = written<readonly [id: string]>(
  "shared_task",
  "select id from tasks where id = any($1::bigint[]) group by id having count(*) > 1 limit 1",
);

/** the highest id → new tasks get higher ones. */
export const RAISE_IDS = written(
  "raise_ids",
  `select setval(sequence, $1::bigint) from cast(pg_get_serial_sequence('tasks', 'id') as regclass) as sequence
  where $1::bigint > coalesce(pg_sequence_last_value(sequence), 0)`,
);
