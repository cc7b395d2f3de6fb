import { hs256 } from "../../support/forge-tokens.js";
import { SECRET } from "../../support/token.js";
import { type Answer, exchange } from "../rig/exchange.js";
import type { FakeClock } from "./fake-clock.js";

export interface ClockedTask {
  readonly id: number;
  readonly title: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Ann, whose identity provider has the server's clock. */
export const clockedUser = (url: string, clock: FakeClock) => {
  /** A token that is good until, and perhaps from, so many seconds after what the server's clock shows. */
  const token = (expires: number, from?: number): string =>
    hs256({ sub: "ann", exp: clock.now() + expires, ...(from !== undefined && { nbf: clock.now() + from }) }, SECRET);
  const ask = (method: string, path: string, body?: unknown, bearer = token(600)): Promise<Answer> =>
    exchange(url, undefined, { method, path: `/api/v1${path}`, token: bearer, ...(body !== undefined && { body }) });
  const dataOf = async <T>(answer: Promise<Answer>): Promise<T> => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(`Not done: ${status} ${text}`);
    return JSON.parse(text).data as T;
  };
  return {
    token,
    ask,
    create: (title: string) => dataOf<ClockedTask>(ask("POST", "/tasks", { title })),
    rename: (id: number, title: string) => dataOf<ClockedTask>(ask("PATCH", `/tasks/${id}`, { title })),
    /** One page of the list, and where the next one begins. */
    page: async (
      sort: string,
      cursor: string | null,
    ): Promise<{ tasks: readonly ClockedTask[]; next: string | null }> => {
      const { text } = await ask("GET", `/tasks?limit=5&sort=${sort}${cursor === null ? "" : `&cursor=${cursor}`}`);
      const { data, meta } = JSON.parse(text);
      return { tasks: data, next: meta.next_cursor };
    },
  };
};

export type ClockedUser = ReturnType<typeof clockedUser>;

/** The whole list, page by page; `between` is done after the first. */
export const wholeList = async (
  user: ClockedUser,
  sort: string,
  between: () => unknown = () => {},
): Promise<readonly ClockedTask[]> => {
  const first = await user.page(sort, null);
  await between();
  const tasks = [...first.tasks];
  for (let { next } = first; next !== null; ) {
    const page = await user.page(sort, next);
    tasks.push(...page.tasks);
    next = page.next;
  }
  return tasks;
};
