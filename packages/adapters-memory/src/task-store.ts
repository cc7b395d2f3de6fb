import type { TaskOwners, TaskStore } from "@taskward/application";
import {
  change,
  expectVersion,
  listed,
  satisfying,
  type Task,
  type TaskChange,
  type TaskDraft,
  type TaskFilter,
  type TaskId,
  type TaskPage,
  type TaskQuery,
  type Timestamp,
  taskNotFound,
  taskOf,
  type UserId,
  unauthenticated,
} from "@taskward/domain";
import type { Memory } from "./memory.js";

/** Tasks in memory. They are frozen, so that handing one out is as good as handing out a copy. */
export class MemoryTaskStore implements TaskStore, TaskOwners {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async add(owner: UserId, draft: TaskDraft, at: Timestamp): Promise<Task> {
    const memory = this.#memory.open;
    if (!memory.users.has(owner)) throw unauthenticated();
    const task = taskOf(draft, memory.nextTaskId(), owner, at);
    return this.#save(task);
  }

  async list(owner: UserId, query: TaskQuery): Promise<TaskPage> {
    return listed(this.#tasksOf(owner), query);
  }

  async count(owner: UserId, filter: TaskFilter): Promise<number> {
    return satisfying(this.#tasksOf(owner), filter).length;
  }

  async get(owner: UserId, id: TaskId): Promise<Task> {
    return this.#find(owner, id);
  }

  async change(
    owner: UserId,
    id: TaskId,
    wanted: TaskChange,
    at: Timestamp,
    versions?: readonly number[],
  ): Promise<Task> {
    const task = this.#find(owner, id);
    expectVersion(task, versions);
    return this.#save(change(task, wanted, at));
  }

  async remove(owner: UserId, id: TaskId, versions?: readonly number[]): Promise<void> {
    expectVersion(this.#find(owner, id), versions);
    this.#memory.tasksOf(owner).delete(id);
  }

  async ownerOf(id: TaskId): Promise<UserId | null> {
    return this.#memory.open.ownerOf(id);
  }

  #find(owner: UserId, id: TaskId): Task {
    const task = this.#memory.open.tasksOf(owner).get(id);
    if (!task) throw taskNotFound();
    return task;
  }

  #tasksOf(owner: UserId): Task[] {
    return [...this.#memory.open.tasksOf(owner).values()];
  }

  #save(task: Task): Task {
    this.#memory.keep(task);
    return task;
  }
}
