import { type Draft, setHeader, setJson, setRaw } from "./draft.js";
import type { Scene } from "./spoiler.js";
import type { Step } from "./step.js";
import type { Person, World } from "./world.js";

/** A request as bare as it can be. */
export const bareRequest = (world: World, person: Person | null, [method, path]: readonly [string, string]): Draft => ({
  method,
  path,
  query: [],
  headers: [
    ["Host", "localhost"],
    ["X-Forwarded-For", world.address],
    ...(person ? [["Authorization", `Bearer ${person.token}`] satisfies [string, string]] : []),
  ],
  body: null,
  json: undefined,
  chunk: null,
});

/** Puts on what changes nothing. */
const dressUp = (draft: Draft, { endpoint, dress }: Step, { task, person }: Scene): void => {
  const { extra, stray } = dress;
  const put = (name: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined) setHeader(draft, name, value);
  };
  if (endpoint.needsToken) put("Authorization", `${dress.scheme}${person.token}`);
  put("Origin", dress.origin);
  put("X-Request-Id", dress.requestId);
  put("Accept", dress.accept);
  put("X-Forwarded-Proto", dress.proto);
  put("If-Match", dress.match?.replaceAll("$", `"${Number(task?.["version"])}"`));
  put("If-None-Match", dress.noneMatch);
  if (extra) put(...extra);
  if (dress.head) draft.method = "HEAD";
  if (stray?.startsWith("?") && endpoint.inQuery.length === 0) draft.query.push(stray.slice(1));
  if (stray && !stray.startsWith("?") && endpoint.body === null) setRaw(draft, stray);
};

const textOf = (world: World, name: string, text: string): string | null => {
  // Only what the server has given out is a cursor, and only in the sort that it was given out for.
  if (name === "cursor") return world.cursors.at(-1)?.cursor ?? null;
  return text;
};

const queryOf = (world: World, query: Step["query"]): string[] => {
  const entries = Object.entries(query).map(([name, text]) => [name, textOf(world, name, text)] as const);
  const sort = world.cursors.at(-1)?.sort;
  const usesCursor = "cursor" in query && sort !== undefined;
  return entries
    .filter(([name, text]) => text !== null && !(usesCursor && name === "sort"))
    .concat(usesCursor ? [["sort", sort]] : [])
    .map(([name, text]) => `${name}=${encodeURIComponent(String(text))}`);
};

/** A request that must succeed, unless its body is a wrong one. */
export const requestFor = (step: Step, scene: Scene, json: unknown): Draft => {
  const { endpoint, base, dress } = step;
  const { world, person, task } = scene;
  const path = endpoint.template.replace(/\{(\w+)\}/g, () => String(task?.["id"] ?? 1));
  const at = `${endpoint.bases[base % endpoint.bases.length]}${path}`;
  const draft = bareRequest(world, endpoint.needsToken ? person : null, [endpoint.method, at]);
  draft.query = queryOf(world, step.query);
  draft.chunk = dress.chunk;
  if (endpoint.body !== null) setHeader(draft, "Content-Type", dress.mediaType);
  if (endpoint.body !== null && json !== undefined) setJson(draft, json, dress.spelling);
  dressUp(draft, step, scene);
  return draft;
};
