import { type Fault, refuse, staleTask } from "./error.js";
import type { TaskId, UserId } from "./ids.js";
import { textFaults } from "./text.js";
import { later, type Timestamp } from "./timestamp.js";

/** How many Unicode code points a title may have, at least one among them. */
export const TITLE_LENGTH = 200;
/** How many Unicode code points a description may have. */
export const DESCRIPTION_LENGTH = 1000;

/** A task as it is kept: texts as `draft` and `edit` let them through, times in UTC. A change makes a new one. */
export interface Task {
  readonly id: TaskId;
  readonly owner: UserId;
  readonly title: string;
  readonly description: string;
  /** When it was completed; null while it is open. */
  readonly completedAt: Timestamp | null;
  readonly createdAt: Timestamp;
  /** Of the last change; never earlier than `createdAt`, never going back. */
  readonly updatedAt: Timestamp;
  /** 1 when made, one more with every change. */
  readonly version: number;
}

/** A task that has no id yet: what `draft` lets through. */
export interface TaskDraft {
  readonly title: string;
  readonly description: string;
  readonly completed: boolean;
}

/** What is to become of a task; what is absent stays. A value, so that a store can apply it in one atomic statement. */
export interface TaskChange {
  readonly title?: string;
  readonly description?: string;
  readonly completed?: boolean | "toggle";
}

const titleFaults = (title: string): Fault[] =>
  textFaults("title", title, [1, TITLE_LENGTH, `1 to ${TITLE_LENGTH} characters, not counting white space around it`]);

const descriptionFaults = (description: string): Fault[] =>
  textFaults("description", description, [0, DESCRIPTION_LENGTH, `at most ${DESCRIPTION_LENGTH} characters`]);

/** What is wrong with the texts of a task, of those that are given. */
export const taskFaults = ({ title, description }: Pick<TaskChange, "title" | "description">): Fault[] => [
  ...(title === undefined ? [] : titleFaults(title)),
  ...(description === undefined ? [] : descriptionFaults(description)),
];

/** A new task: title trimmed, description "" and open unless said otherwise. Throws `invalid`. */
export const draft = (input: {
  title: string;
  description?: string | null | undefined;
  completed?: boolean | undefined;
}): TaskDraft => {
  const title = input.title.trim();
  const description = input.description ?? "";
  refuse(taskFaults({ title, description }));
  return { title, description, completed: input.completed ?? false };
};

/** New contents for a task: what is given is trimmed and checked; a description of null clears it. Throws `invalid`. */
export const edit = (input: {
  title?: string | undefined;
  description?: string | null | undefined;
  completed?: boolean | undefined;
}): TaskChange => {
  const title = input.title?.trim();
  const description = input.description === null ? "" : input.description;
  const change = {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(input.completed === undefined ? {} : { completed: input.completed }),
  };
  refuse(taskFaults(change));
  return change;
};

/** The change that completes a task. It changes nothing of one that is completed already. */
export const complete: TaskChange = { completed: true };
/** The change that opens a task again. It changes nothing of one that is open. */
export const reopen: TaskChange = { completed: false };
/** The change that completes an open task, and opens a completed one. */
export const toggle: TaskChange = { completed: "toggle" };

/** The task that a draft becomes. */
export const taskOf = (draft: TaskDraft, id: TaskId, owner: UserId, at: Timestamp): Task => ({
  id,
  owner,
  title: draft.title,
  description: draft.description,
  completedAt: draft.completed ? at : null,
  createdAt: at,
  updatedAt: at,
  version: 1,
});

/**
 * What a change makes of a task. Completing a completed task, or reopening an open one, changes nothing; it keeps its
 * version and its `completedAt`, so that the request can be sent again. New texts always count as a change.
 */
export const change = (task: Task, { title, description, completed }: TaskChange, at: Timestamp): Task => {
  const wasCompleted = task.completedAt !== null;
  const isCompleted = completed === "toggle" ? !wasCompleted : (completed ?? wasCompleted);
  if (title === undefined && description === undefined && isCompleted === wasCompleted) return task;
  const updatedAt = later(task.updatedAt, at);
  return {
    ...task,
    title: title ?? task.title,
    description: description ?? task.description,
    completedAt: isCompleted === wasCompleted ? task.completedAt : isCompleted ? updatedAt : null,
    updatedAt,
    version: task.version + 1,
  };
};

/** Whether the task is completed. */
export const isCompleted = (task: Task): boolean => task.completedAt !== null;

/** Throws `stale` unless the task has one of the versions that the caller has seen (no list: any will do). */
export const expectVersion = (task: Task, versions: readonly number[] | undefined): void => {
  if (versions && !versions.includes(task.version)) throw staleTask();
};
