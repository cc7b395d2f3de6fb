import type { Task, TaskDraft, UserId } from "@taskward/domain";
import type { TaskStore } from "../../ports/task-store.js";
import { at } from "../moments.js";

/** A draft with nothing in it but what is given. */
export const drafted = (title: string, more: Partial<TaskDraft> = {}): TaskDraft => ({
  title,
  description: "",
  completed: false,
  ...more,
});

/** Adds many tasks, a few at a time, the n-th at `moment(n)`. */
export const addMany = async (
  add: (draft: TaskDraft, n: number) => Promise<Task>,
  drafts: readonly TaskDraft[],
): Promise<Task[]> => {
  const added: Task[] = [];
  for (let start = 0; start < drafts.length; start += 25) {
    const few = drafts.slice(start, start + 25).map((draft, i) => add(draft, start + i));
    added.push(...(await Promise.all(few)));
  }
  return added;
};

/** Adds many tasks of one owner, all at the same moment. */
export const addAll = (tasks: TaskStore, owner: UserId, drafts: readonly TaskDraft[]): Promise<Task[]> =>
  addMany((draft) => tasks.add(owner, draft, at(0)), drafts);
