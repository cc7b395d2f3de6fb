import { draft, type Task, type UserId } from "@taskward/domain";
import type { Clock } from "../ports/clock.js";
import type { TaskStore } from "../ports/task-store.js";

/** Makes a task of the actor's. Rejects with `invalid`. */
export const createTask =
  (tasks: TaskStore, clock: Clock) =>
  async (actor: UserId, input: Parameters<typeof draft>[0]): Promise<Task> =>
    tasks.add(actor, draft(input), clock.now());

export type CreateTask = ReturnType<typeof createTask>;
