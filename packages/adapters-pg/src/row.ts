import type { Task, TaskId, Timestamp, User, UserId } from "@taskward/domain";
import { timestamp } from "@taskward/domain";
import type { RowReader } from "./run/statement.js";

type Text = string;

/** A user on the wire, in the order of `USER_COLUMNS`. */
export type UserRow = readonly [
  id: Text,
  email: Text | null,
  name: Text | null,
  createdAt: Text,
  disabledAt: Text | null,
];

/** In the order in which `readTask` reads them. */
export const TASK_COLUMNS = [
  "id",
  "user_id",
  "title",
  "description",
  "created_at",
  "updated_at",
  "completed_at",
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

/**
 * A task, straight off the wire: of the owner that was asked for, or none. A statement that had lost its owner would find
 * nobody else's task here, but an error. A time that is another one's, as where a task was never changed, is read but once.
 */
export const readTask: RowReader<Task> = (row, [asked]) => {
  const id = row.integer() as TaskId;
  const owner = row.text(asked as UserId) as UserId;
  if (owner !== asked) throw new Error("PostgreSQL gave a task of another owner than was asked for");
  const title = row.text();
  const description = row.text();
  const created = row.text();
  const updated = row.text(created);
  const completed = row.isNull() ? null : row.text(updated);
  const version = row.integer();
  const createdAt = toTimestamp(created);
  const updatedAt = updated === created ? createdAt : toTimestamp(updated);
  const completedAt = completed === null ? null : completed === updated ? updatedAt : toTimestamp(completed);
  return { id, owner, title, description, completedAt, createdAt, updatedAt, version };
};

/** A user, straight from the wire. */
export const toUser = (row: UserRow): User => ({
  id: row[0] as UserId,
  email: row[1],
  name: row[2],
  createdAt: toTimestamp(row[3]),
  disabledAt: row[4] === null ? null : toTimestamp(row[4]),
});
