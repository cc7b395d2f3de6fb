import type { TaskOwners, TaskStore } from "@taskward/application";
import {
  pageOf,
  staleTask,
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
} from "@taskward/domain";
import { count, list } from "./list-statements.js";
import type { Run, Value } from "./run/statement.js";
import { ADD, CHANGE, GET, OWNER_OF, REMOVE } from "./statements.js";

// A version that is not a whole number is nobody's; PostgreSQL would not take it for a bigint.
const versionsValue = (versions: readonly number[] | undefined): Value =>
  versions?.filter(Number.isSafeInteger) ?? null;

/** Tasks in PostgreSQL. */
export class PgTaskStore implements TaskStore, TaskOwners {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  async add(owner: UserId, draft: TaskDraft, at: Timestamp): Promise<Task> {
    const { title, description, completed } = draft;
    const [row] = await this.#run(ADD, [owner, title, description, completed, at]);
    return taskOf(draft, Number(row?.[0]) as TaskId, owner, at);
  }

  async list(owner: UserId, query: TaskQuery): Promise<TaskPage> {
    const { statement, values } = list(owner, query);
    return pageOf(await this.#run(statement, values), query);
  }

  async count(owner: UserId, filter: TaskFilter): Promise<number> {
    const { statement, values } = count(owner, filter);
    const [row] = await this.#run(statement, values);
    return Number(row?.[0]);
  }

  async get(owner: UserId, id: TaskId): Promise<Task> {
    const [task] = await this.#run(GET, [owner, id]);
    if (!task) throw taskNotFound();
    return task;
  }

  async change(
    owner: UserId,
    id: TaskId,
    { title, description, completed }: TaskChange,
    at: Timestamp,
    versions?: readonly number[],
  ): Promise<Task> {
    const turn = completed === "toggle";
    const set = turn ? null : (completed ?? null);
    const values = [owner, id, title ?? null, description ?? null, set, turn, at, versionsValue(versions)];
    const [task] = await this.#run(CHANGE, values);
    return task ?? this.#refuse(owner, id, versions);
  }

  async remove(owner: UserId, id: TaskId, versions?: readonly number[]): Promise<void> {
    const [row] = await this.#run(REMOVE, [owner, id, versionsValue(versions)]);
    if (!row) await this.#refuse(owner, id, versions);
  }

  async ownerOf(id: TaskId): Promise<UserId | null> {
    const [row] = await this.#run(OWNER_OF, [id]);
    return (row?.[0] ?? null) as UserId | null;
  }

  /** Why nothing was done: without versions the task cannot be there; with them it may be in another one. */
  async #refuse(owner: UserId, id: TaskId, versions: readonly number[] | undefined): Promise<never> {
    if (versions === undefined) throw taskNotFound();
    const [task] = await this.#run(GET, [owner, id]);
    throw task ? staleTask() : taskNotFound();
  }
}
