import { type Operation, outcomeOf, type SeenTask } from "./operation.js";
import type { Verdict } from "./verdict.js";

type Finding = readonly [keyof Verdict, string];

/** What is known of one task while its history is gone through. */
class TaskHistory {
  readonly findings: Finding[] = [];
  #last: SeenTask | null = null;
  /** Writes of unknown outcome that no version accounts for yet. */
  #unknown: Operation[] = [];
  #titles = new Set<string>();
  #gone: "no" | "perhaps" | "yes" = "no";

  add(operation: Operation): void {
    const outcome = outcomeOf(operation);
    if (operation.status === 404) this.#missed(operation);
    else if (operation.kind === "delete")
      this.#gone = outcome === "acknowledged" ? "yes" : outcome === "unknown" ? "perhaps" : this.#gone;
    else if (outcome === "acknowledged") this.#shown(operation);
    else if (outcome === "unknown" && operation.kind !== "get") this.#doubt(operation);
  }

  end(stored: SeenTask | null): void {
    const last = this.#last;
    if (stored === null) {
      if (this.#gone === "no" && last !== null) this.#find("lost", `task ${last.id} is gone`);
    } else if (this.#gone === "yes") this.#find("lost", `the deletion of task ${stored.id}`);
    else this.#compare(stored, "is stored");
  }

  #doubt(operation: Operation): void {
    this.#unknown.push(operation);
    if (operation.title !== null) this.#titles.add(operation.title);
  }

  #missed({ kind, id }: Operation): void {
    if (this.#gone === "no") this.#find("lost", `a ${kind} did not find task ${id}`);
    // A deletion of unknown outcome had been done, then.
    else this.#gone = "yes";
  }

  /** A write was acknowledged, or a read answered, with the task as it was then. */
  #shown({ kind, title, seen }: Operation): void {
    const [task] = seen;
    if (task === undefined) return;
    if (this.#last === null) {
      this.#last = task;
      if (task.title !== title || task.version !== 1) this.#find("wrong", `task ${task.id} is not as it was created`);
      return;
    }
    if (kind === "replace" && task.title !== title)
      this.#find("wrong", `task ${task.id} answers "${task.title}" to "${title}"`);
    if (kind === "toggle" && this.#unknown.length === 0 && task.completed === this.#last.completed)
      this.#find("wrong", `task ${task.id} was toggled and is as before`);
    if (kind === "get") this.#compare(task, "is read");
    else {
      this.#account(task, 1);
      this.#last = task;
    }
  }

  /** Counts the versions between what was known and what shows now against the writes of unknown outcome. */
  #account(task: SeenTask, writes: number): void {
    const known = this.#last?.version ?? 0;
    const extra = task.version - known - writes;
    if (extra < 0) this.#find("lost", `task ${task.id} is in version ${task.version} after ${known}`);
    else if (extra > this.#unknown.length) this.#find("doubled", `task ${task.id} has ${extra} changes too many`);
    // Which of them were done is not known; as many as it takes were.
    this.#unknown.splice(0, Math.max(0, extra));
  }

  #compare(task: SeenTask, how: string): void {
    const last = this.#last;
    if (last === null) return;
    const before = this.findings.length;
    const titles = task.version > last.version ? [last.title, ...this.#titles] : [last.title];
    const isSame = task.version > last.version || task.completed === last.completed;
    this.#account(task, 0);
    if (this.findings.length > before) return;
    if (!titles.includes(task.title) || !isSame) this.#find("wrong", `task ${task.id} ${how} as nobody left it`);
    this.#last = task;
  }

  #find(fault: keyof Verdict, text: string): void {
    this.findings.push([fault, text]);
  }
}

/** Goes through what one writer did to one task, in order, and looks whether it can have become what is stored. */
export const checkTask = (history: readonly Operation[], stored: SeenTask | null): readonly Finding[] => {
  const task = new TaskHistory();
  for (const operation of history) task.add(operation);
  task.end(stored);
  return task.findings;
};
