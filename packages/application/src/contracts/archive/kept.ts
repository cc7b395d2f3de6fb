import { draft, type Task, type TaskId, taskOf, type User, type UserId } from "@taskward/domain";
import type { ArchivedUser, Batch } from "../../ports/archive.js";
import { at } from "../moments.js";
import { newUser, type Stage } from "../stage.js";
import { drafted } from "../task-store/drafts.js";
import { EVERYTHING } from "../task-store/queries.js";

/** A user whom nobody has had, as an export would hold them. */
export const keptUser = (name: string, more: Partial<User & { hash: string }> = {}): ArchivedUser => {
  const { hash = null, ...user } = more;
  return { user: { ...newUser(name), createdAt: at(-5), disabledAt: null, ...user }, hash };
};

/** A task as an export would hold it. */
export const keptTask = (owner: UserId, id: number, more: Partial<Task> = {}): Task => ({
  ...taskOf(draft({ title: `Task ${id}` }), id as TaskId, owner, at(-4)),
  ...more,
});

/** A batch of which everything is left out that is not given. */
export const batch = (more: Partial<Batch>): Batch => ({ users: [], tasks: [], ...more });

/** Numbers that no task of this storage has had yet: made by adding a task, and leaving a gap behind its number. */
export const freeIds = async ({ tasks, ann }: Stage): Promise<(n: number) => number> => {
  const { id } = await tasks.add(ann, drafted("the last so far"), at(0));
  return (n) => id + 100 + n;
};

/** All tasks of an owner, newest first. */
export const tasksOf = async ({ tasks }: Stage, owner: UserId): Promise<readonly Task[]> =>
  (await tasks.list(owner, EVERYTHING)).tasks;
