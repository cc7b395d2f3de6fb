import type {
  CompleteTask,
  CreateTask,
  DeleteTask,
  EditTask,
  GetTask,
  ListTasks,
  ReplaceTask,
  TaskList,
  TaskReplacement,
} from "@taskward/application";
import {
  isTaskId,
  NEWEST_FIRST,
  PAGE_LIMIT,
  type Task,
  type TaskId,
  type TaskQuery,
  taskNotFound,
  type UserId,
} from "@taskward/domain";

export interface TaskUseCases {
  readonly createTask: CreateTask;
  readonly listTasks: ListTasks;
  readonly getTask: GetTask;
  readonly replaceTask: ReplaceTask;
  readonly editTask: EditTask;
  readonly completeTask: CompleteTask;
  readonly deleteTask: DeleteTask;
}

/** Which tasks to list; by default the newest 1000 first. */
export type ListOptions = Partial<TaskQuery> & {
  /** Whether to say how many there are on all pages together. */
  readonly count?: boolean;
};

/** Only while the task still has one of these versions; otherwise the call rejects with `stale`. */
export interface IfVersion {
  readonly ifVersion?: number | readonly number[];
}

/**
 * One user's tasks and nothing else: no call can reach anybody else's. Every call rejects with a DomainError: `invalid`,
 * `not_found`, `stale`, `unavailable`, `forbidden` (the account is disabled) or `unauthenticated` (it was erased).
 */
export interface UserTasks {
  create(input: Parameters<CreateTask>[1]): Promise<Task>;
  list(options?: ListOptions): Promise<TaskList>;
  get(id: number): Promise<Task>;
  /** Title and description anew; a description that is absent becomes empty. */
  replace(id: number, input: TaskReplacement, options?: IfVersion): Promise<Task>;
  /** Only what is given. */
  edit(id: number, input: Parameters<EditTask>[2], options?: IfVersion): Promise<Task>;
  complete(id: number, options?: IfVersion): Promise<Task>;
  reopen(id: number, options?: IfVersion): Promise<Task>;
  toggle(id: number, options?: IfVersion): Promise<Task>;
  delete(id: number, options?: IfVersion): Promise<void>;
}

const taskId = (id: number): TaskId => {
  if (isTaskId(id)) return id;
  throw taskNotFound();
};

const versionsOf = ({ ifVersion }: IfVersion = {}): readonly number[] | undefined =>
  typeof ifVersion === "number" ? [ifVersion] : ifVersion;

/** The user's tasks; `admitted` resolves to the user's id once the account is known to be open. */
export const userTasks = (useCases: TaskUseCases, admitted: () => Promise<UserId>): UserTasks => {
  const completed =
    (state: boolean | "toggle"): UserTasks["complete"] =>
    async (id, options) =>
      useCases.completeTask(await admitted(), taskId(id), state, versionsOf(options));
  return {
    create: async (input) => useCases.createTask(await admitted(), input),
    list: async ({ count = false, ...query } = {}) =>
      useCases.listTasks(await admitted(), { order: NEWEST_FIRST, limit: PAGE_LIMIT, ...query }, count),
    get: async (id) => useCases.getTask(await admitted(), taskId(id)),
    replace: async (id, input, options) =>
      useCases.replaceTask(await admitted(), taskId(id), input, versionsOf(options)),
    edit: async (id, input, options) => useCases.editTask(await admitted(), taskId(id), input, versionsOf(options)),
    complete: completed(true),
    reopen: completed(false),
    toggle: completed("toggle"),
    delete: async (id, options) => useCases.deleteTask(await admitted(), taskId(id), versionsOf(options)),
  };
};
