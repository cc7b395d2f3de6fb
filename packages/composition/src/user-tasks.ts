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
  type Position,
  type Task,
  type TaskId,
  type TaskOrder,
  taskNotFound,
  type UserId,
} from "@taskward/domain";
import { readEdit, readListOptions, readNewTask, readReplacement, readVersions } from "./task-input.js";

export interface TaskUseCases {
  readonly createTask: CreateTask;
  readonly listTasks: ListTasks;
  readonly getTask: GetTask;
  readonly replaceTask: ReplaceTask;
  readonly editTask: EditTask;
  readonly completeTask: CompleteTask;
  readonly deleteTask: DeleteTask;
}

/** What a task is made of. */
export interface NewTask {
  /** 1 to 200 code points, not counting white space around it. */
  readonly title: string;
  /** At most 1000 code points; empty unless given. */
  readonly description?: string | null | undefined;
  readonly completed?: boolean | undefined;
}

/** What is to become of a task; what is absent stays. A description of null is cleared. */
export interface TaskEdit {
  readonly title?: string | undefined;
  readonly description?: string | null | undefined;
  readonly completed?: boolean | undefined;
}

/** Which tasks to list; by default the newest 1000, the newest first. */
export interface ListOptions {
  /** Only those that are completed, or only those that are not. */
  readonly completed?: boolean | undefined;
  /** Only those with this text in title or description, whatever the case. */
  readonly search?: string | undefined;
  readonly order?: TaskOrder | undefined;
  /** How many at the most, 1 to 1000. */
  readonly limit?: number | undefined;
  /** The `next` of the page before, in the same order; null for the first page. */
  readonly after?: Position | null | undefined;
  /** Whether to say how many there are on all pages together. */
  readonly count?: boolean | undefined;
}

/** Only while the task still has one of these versions; otherwise the call rejects with `stale`. */
export interface IfVersion {
  readonly ifVersion?: number | readonly number[] | undefined;
}

/**
 * One user's tasks and nothing else: no call can reach anybody else's. Every call rejects with a DomainError: `invalid`,
 * `not_found`, `stale`, `unavailable`, `forbidden` (the account is disabled) or `unauthenticated` (it was erased).
 */
export interface UserTasks {
  create(input: NewTask): Promise<Task>;
  /** One page; its `next` is where the next one starts, or null. */
  list(options?: ListOptions): Promise<TaskList>;
  get(id: number): Promise<Task>;
  /** Title and description anew; a description that is absent becomes empty. */
  replace(id: number, input: TaskReplacement, options?: IfVersion): Promise<Task>;
  /** Only what is given. */
  edit(id: number, input: TaskEdit, options?: IfVersion): Promise<Task>;
  /** Completing a completed task changes nothing. */
  complete(id: number, options?: IfVersion): Promise<Task>;
  /** Reopening an open task changes nothing. */
  reopen(id: number, options?: IfVersion): Promise<Task>;
  toggle(id: number, options?: IfVersion): Promise<Task>;
  delete(id: number, options?: IfVersion): Promise<void>;
}

const taskId = (id: number): TaskId => {
  if (isTaskId(id)) return id;
  throw taskNotFound();
};

/**
 * The user's tasks; `admitted` resolves to the user's id once the account is known to be open. What a call was given is read
 * before it waits for anything: the caller may go on to change it.
 */
export const userTasks = (useCases: TaskUseCases, admitted: () => Promise<UserId>): UserTasks => {
  const completed =
    (state: boolean | "toggle"): UserTasks["complete"] =>
    async (id, options) => {
      const versions = readVersions(options);
      return useCases.completeTask(await admitted(), taskId(id), state, versions);
    };
  return {
    create: async (input) => {
      const task = readNewTask(input);
      return useCases.createTask(await admitted(), task);
    },
    list: async (options) => {
      const { query, count } = readListOptions(options);
      return useCases.listTasks(await admitted(), query, count);
    },
    get: async (id) => useCases.getTask(await admitted(), taskId(id)),
    replace: async (id, input, options) => {
      const [replacement, versions] = [readReplacement(input), readVersions(options)];
      return useCases.replaceTask(await admitted(), taskId(id), replacement, versions);
    },
    edit: async (id, input, options) => {
      const [edit, versions] = [readEdit(input), readVersions(options)];
      return useCases.editTask(await admitted(), taskId(id), edit, versions);
    },
    complete: completed(true),
    reopen: completed(false),
    toggle: completed("toggle"),
    delete: async (id, options) => {
      const versions = readVersions(options);
      return useCases.deleteTask(await admitted(), taskId(id), versions);
    },
  };
};
