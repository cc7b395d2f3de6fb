import type { Task, TaskId, User, UserId } from "@taskward/domain";
import { fromMilliseconds } from "./moment.js";
import type { RowReader } from "./run/statement.js";

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

/** In the order in which `readUser` reads them. */
export const USER_COLUMNS = ["id", "email", "name", "created_at", "disabled_at"] as const;

/**
 * A task, straight off the wire: of the owner that was asked for, or none. A statement that had lost its owner would find
 * nobody else's task here, but an error. A time that is another one's, as where a task was never changed, is written but once.
 */
export const readTask: RowReader<Task> = (row, [asked]) => {
  const id = row.integer() as TaskId;
  const owner = row.text(asked as UserId) as UserId;
  if (owner !== asked) throw new Error("PostgreSQL gave a task of another owner than was asked for");
  const title = row.text();
  const description = row.text();
  const created = row.moment();
  const updated = row.moment();
  const completed = row.isNull() ? null : row.moment();
  const version = row.integer();
  const createdAt = fromMilliseconds(created);
  const updatedAt = updated === created ? createdAt : fromMilliseconds(updated);
  const completedAt = completed === null ? null : completed === updated ? updatedAt : fromMilliseconds(completed);
  return { id, owner, title, description, completedAt, createdAt, updatedAt, version };
};

export const readUser: RowReader<User> = (row) => ({
  id: row.text() as UserId,
  email: row.isNull() ? null : row.text(),
  name: row.isNull() ? null : row.text(),
  createdAt: fromMilliseconds(row.moment()),
  disabledAt: row.isNull() ? null : fromMilliseconds(row.moment()),
});
