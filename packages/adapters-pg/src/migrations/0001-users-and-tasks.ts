import type { Knex } from "knex";

// The checks repeat the domain's limits (code points, as `char_length` counts them in UTF-8). Ids compare by code point,
// so that no locale takes part. Every key of a task starts with its owner.

const USERS = `create table users (
  id text collate "C" primary key check (char_length(id) between 1 and 255),
  email text collate "C" unique check (char_length(email) between 3 and 254),
  name text check (char_length(name) between 1 and 200),
  created_at timestamptz(3) not null,
  disabled_at timestamptz(3)
)`;

// An erased id is spent for ever; nothing else of its user is kept.
const ERASED_USERS = `create table erased_users (
  id text collate "C" primary key check (char_length(id) between 1 and 255),
  erased_at timestamptz(3) not null
)`;

const CREDENTIALS = `create table credentials (
  user_id text collate "C" primary key references users on delete cascade,
  password_hash text not null,
  updated_at timestamptz(3) not null
)`;

// No larger id: JSON's readers hold numbers exactly only up to here.
const TASKS = `create table tasks (
  user_id text collate "C" not null references users on delete cascade,
  id bigint not null generated always as identity (maxvalue 9007199254740991)
    check (id between 1 and 9007199254740991),
  title text not null check (char_length(title) between 1 and 200),
  description text not null default '' check (char_length(description) <= 1000),
  completed boolean not null default false,
  completed_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1 check (version >= 1),
  primary key (user_id, id),
  check (completed = (completed_at is not null)),
  check (updated_at >= created_at)
)`;

const NEWEST_FIRST = "create index tasks_newest_first on tasks (user_id, created_at desc, id desc)";

// Answers whose a task is, when strangers are to be told "forbidden". Not unique: a table distributed by user cannot be.
const BY_ID = "create index tasks_by_id on tasks (id)";

export const usersAndTasks: Knex.Migration = {
  up: async (knex) => {
    for (const statement of [USERS, ERASED_USERS, CREDENTIALS, TASKS, NEWEST_FIRST, BY_ID]) await knex.raw(statement);
  },
  down: async (knex) => {
    await knex.raw("drop table tasks, credentials, erased_users, users");
  },
};
