import { readFileSync } from "node:fs";
import { draft, type TaskId, taskOf, timestamp, userId } from "@taskward/domain";
import { endText, entryText, headerText } from "../../src/archive/format.js";

const noon = Date.UTC(2026, 0, 31, 12);

/** An export of so many users with so many tasks each, as it might have been written. */
export function* exported(users: number, tasksEach: number): Generator<string> {
  yield `${headerText(timestamp(noon))}\n`;
  let id = 0;
  for (let u = 0; u < users; u++) {
    const owner = userId(`user-${String(u).padStart(6, "0")}`);
    const user = { id: owner, email: `${owner}@example.com`, name: null, createdAt: timestamp(noon), disabledAt: null };
    yield `${entryText({ kind: "user", user, hash: null })}\n`;
    for (let t = 0; t < tasksEach; t++) {
      id += 1;
      const input = draft({ title: `Task ${id} 漢字`, description: "d".repeat(120), completed: id % 3 === 0 });
      yield `${entryText({ kind: "task", task: taskOf(input, id as TaskId, owner, timestamp(noon + id)) })}\n`;
    }
  }
  yield `${endText({ users, tasks: users * tasksEach })}\n`;
}

/** Everything but the first line, which tells the time. */
export const body = (path: string): string => {
  const text = readFileSync(path, "utf8");
  return text.slice(text.indexOf("\n") + 1);
};
