import { DomainError, refusal, type TaskId, type UserId } from "@taskward/domain";
import type { TaskOwners, TaskStore } from "../ports/task-store.js";

/** A TaskStore that tells a stranger `forbidden` instead of `not_found`: `FOREIGN_TASKS=forbid`. */
export const forbidForeignTasks = (tasks: TaskStore, owners: TaskOwners): TaskStore => {
  const explained = async <T>(actor: UserId, id: TaskId, outcome: Promise<T>): Promise<T> => {
    try {
      return await outcome;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "not_found")) throw error;
      throw refusal("forbid", actor, await owners.ownerOf(id));
    }
  };
  return {
    add: (owner, draft, at) => tasks.add(owner, draft, at),
    list: (owner, query) => tasks.list(owner, query),
    count: (owner, filter) => tasks.count(owner, filter),
    get: (owner, id) => explained(owner, id, tasks.get(owner, id)),
    change: (owner, id, change, at, versions) => explained(owner, id, tasks.change(owner, id, change, at, versions)),
    remove: (owner, id, versions) => explained(owner, id, tasks.remove(owner, id, versions)),
  };
};
