import type { TaskOwners, TaskStore } from "@taskward/application";
import {
  change,
  comparePositions,
  expectVersion,
  pageOf,
  positionOf,
  satisfies,
  searchPattern,
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
    const { order, after } = query;
    const place = (task: Task) => positionOf(task, order);
    const isAhead = (task: Task) => after === undefined || comparePositions(order, place(task), after) > 0;
    const found = this.#select(owner, query)
      .filter(isAhead)
      .sort((a, b) => comparePositions(order, place(a), place(b)));
    return pageOf(found, query);
  }

  async count(owner: UserId, filter: TaskFilter): Promise<number> {
    return this.#select(owner, filter).length;
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

  #select(owner: UserId, filter: TaskFilter): Task[] {
    const tasks = [...this.#memory.open.tasksOf(owner).values()];
    const matches = filter.search === undefined ? null : new RegExp(searchPattern(filter.search), "u");
    return tasks.filter((task) => satisfies(task, filter, matches));
  }

  #save(task: Task): Task {
    this.#memory.keep(task);
    return task;
  }
}
