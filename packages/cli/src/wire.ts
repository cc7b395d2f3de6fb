import { isCompleted, type Task, type User } from "@taskward/domain";

/** A task as the HTTP API writes it. */
export const taskJson = (task: Task) => ({
  id: task.id,
  user_id: task.owner,
  title: task.title,
  description: task.description,
  completed: isCompleted(task),
  created_at: task.createdAt,
  updated_at: task.updatedAt,
  completed_at: task.completedAt,
  version: task.version,
});

/** A user as the HTTP API writes them, and what only administrators see. */
export const userJson = (user: User) => ({
  id: user.id,
  email: user.email,
  name: user.name,
  created_at: user.createdAt,
  disabled_at: user.disabledAt,
});
