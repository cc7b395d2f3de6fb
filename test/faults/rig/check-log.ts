import { checkTask } from "./check-task.js";
import { type Operation, outcomeOf, type SeenTask } from "./operation.js";
import type { Verdict } from "./verdict.js";

const grouped = <T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
};

const foreignIn = ({ user, seen, kind, id, status }: Operation): readonly string[] => [
  ...seen.filter((task) => task.user !== user).map((task) => `${user} saw task ${task.id} of ${task.user}`),
  ...(kind === "probe" && status !== null && status < 300 ? [`${user} got at task ${id}`] : []),
];

/** What a task that no acknowledgement tells of must come from: a create of unknown outcome, once, and nothing since. */
const checkStray = (
  task: SeenTask,
  creates: ReadonlyMap<string | null, Operation>,
): readonly [keyof Verdict, string] | null => {
  const create = creates.get(task.title);
  if (create === undefined || outcomeOf(create) === "refused") return ["phantom", `task ${task.id} ("${task.title}")`];
  if (outcomeOf(create) === "acknowledged")
    return ["doubled", `"${task.title}" is there as ${create.id} and ${task.id}`];
  return task.user === create.user && task.version === 1 ? null : ["wrong", `task ${task.id} is not as it was created`];
};

/**
 * Compares what clients were told with what the store holds afterwards. Each task must have had one writer, which
 * waited for the answer to one write before the next. A write without an answer may have been done, once, at any time.
 */
export const checkLog = (log: readonly Operation[], store: readonly SeenTask[]): Verdict => {
  const found: Record<keyof Verdict, string[]> = { lost: [], doubled: [], phantom: [], wrong: [], foreign: [] };
  const stored = new Map(store.map((task) => [task.id, task]));
  const creates = new Map(log.filter(({ kind }) => kind === "create").map((create) => [create.title, create]));
  const about = grouped(
    log.filter(({ kind, id }) => id !== null && kind !== "probe"),
    ({ id }) => id,
  );
  for (const [id, history] of about)
    for (const [fault, text] of checkTask(history, stored.get(Number(id)) ?? null)) found[fault].push(text);
  const strays = store.filter(({ id }) => !about.has(id));
  for (const task of strays) {
    const fault = checkStray(task, creates);
    if (fault !== null) found[fault[0]].push(fault[1]);
  }
  for (const [title, same] of grouped(strays, ({ title }) => title))
    if (same.length > 1 && outcomeOf(creates.get(title) ?? { status: 200 }) === "unknown")
      found.doubled.push(`"${title}" is there ${same.length} times`);
  found.foreign.push(...log.flatMap(foreignIn));
  return found;
};
