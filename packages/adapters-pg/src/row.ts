import type { Task, TaskId, Timestamp, User, UserId } from "@taskward/domain";
import { timestamp } from "@taskward/domain";

type Text = string;

/** A task on the wire, in the order of `TASK_COLUMNS`. */
export type TaskRow = readonly [
  id: Text,
  owner: Text,
  title: Text,
  description: Text,
  completedAt: Text | null,
  createdAt: Text,
  updatedAt: Text,
  version: Text,
];

/** A user on the wire, in the order of `USER_COLUMNS`. */
export type UserRow = readonly [
  id: Text,
  email: Text | null,
  name: Text | null,
  createdAt: Text,
  disabledAt: Text | null,
];

export const TASK_COLUMNS = [
  "id",
  "user_id",
  "title",
  "description",
  "completed_at",
  "created_at",
  "updated_at",
  "version",
] as const;

export const USER_COLUMNS = ["id", "email", "name", "created_at", "disabled_at"] as const;

// DateStyle ISO, whatever the time zone: 2026-01-31 13:00:00.12+01, with seconds in the offset before 1937.
const FORM = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/;

const inAnyZone = (text: string): Timestamp => {
  const [, day, time, sign, hours = 0, minutes = 0, seconds = 0] = FORM.exec(text) ?? [];
  if (day === undefined) throw new Error("PostgreSQL told a time in a form other than ISO: DateStyle must be ISO");
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return timestamp(Date.parse(`${day}T${time}Z`) - (sign === "-" ? -offset : offset) * 1000);
};

/** A `timestamptz(3)` from the wire's text. In UTC, as our sessions tell the time, it needs no arithmetic. */
export const toTimestamp = (text: string): Timestamp => {
  const end = text.length - 3;
  if (!(text.endsWith("+00") && text[4] === "-" && text[10] === " " && end <= 23)) return inAnyZone(text);
  const time = text.slice(11, end);
  return `${text.slice(0, 10)}T${(end === 19 ? `${time}.` : time).padEnd(12, "0")}Z` as Timestamp;
};

/** A task, straight from the wire. A time that is another one's, as where a task was never changed, is read but once. */
export const toTask = (row: TaskRow): Task => {
  const [id, owner, title, description, completed, created, updated, version] = row;
  const createdAt = toTimestamp(created);
  const updatedAt = updated === created ? createdAt : toTimestamp(updated);
  const completedAt = completed === updated ? updatedAt : completed === null ? null : toTimestamp(completed);
  return {
    id: Number(id) as TaskId,
    owner: owner as UserId,
    title,
    description,
    completedAt,
    createdAt,
    updatedAt,
    version: Number(version),
  };
};

/** A user, straight from the wire. */
export const toUser = (row: UserRow): User => ({
  id: row[0] as UserId,
  email: row[1],
  name: row[2],
  createdAt: toTimestamp(row[3]),
  disabledAt: row[4] === null ? null : toTimestamp(row[4]),
});
