import { tokenOf } from "../../support/token.js";
import { exchange } from "./exchange.js";
import type { SeenTask } from "./operation.js";

interface Page {
  readonly data: readonly { id: number; user_id: string; title: string; completed: boolean; version: number }[];
  readonly meta: { readonly next_cursor: string | null };
}

const tasksOf = async (url: string, user: string): Promise<readonly SeenTask[]> => {
  const tasks: SeenTask[] = [];
  const token = tokenOf(user);
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path = `/api/v1/tasks?sort=created_at${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const { status, text } = await exchange(url, undefined, { method: "GET", path, token });
    if (status !== 200) throw new Error(`The tasks of ${user} could not be read: ${status} ${text}`);
    const { data, meta } = JSON.parse(text) as Page;
    for (const { id, user_id, title, completed, version } of data)
      tasks.push({ id, user: user_id, title, completed, version });
    cursor = meta.next_cursor;
  }
  return tasks;
};

/** Every task that the users of a load can see, read over the API. */
export const readStore = async (
  url: string,
  users: readonly string[] = ["ann", "bob", "eve"],
): Promise<readonly SeenTask[]> => (await Promise.all(users.map((user) => tasksOf(url, user)))).flat();
