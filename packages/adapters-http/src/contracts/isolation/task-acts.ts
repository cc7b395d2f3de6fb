import { expect } from "chai";
import type { Call, Reply } from "../api.js";
import type { Wire } from "../envelope.js";
import { listed, placeOf } from "./expected.js";
import type { Step } from "./step.js";
import type { Actor, World } from "./world.js";

/** Does what a step says on its route, and compares the answer with what the actor has to see. */
export type Play = (world: World, actor: Actor, step: Step, path: string) => Promise<void>;

const MISSING = 9_007_199_254_740_991;

const picked = <T>(all: readonly T[], n: number | undefined): T | undefined =>
  n === undefined || all.length === 0 ? undefined : all[n % all.length];

const titleIn = ({ title, marked }: Step, { canary }: Actor): string =>
  `${title ?? "Tea"}${marked ? ` ${canary}` : ""}`;
const describedIn = ({ description }: Step, { canary }: Actor): string => `${description ?? ""} ${canary}`;
const claimIn = (world: World, { claimed, target }: Step): object =>
  claimed ? { user_id: world.actor(target).id, id: world.made[0]?.id ?? 1, version: 9 } : {};

const keep = (world: World, actor: Actor, { headers, body }: Reply): Wire => {
  actor.tasks.set(Number(body.data["id"]), body.data);
  expect(headers.get("etag")).to.equal(`"${body.data["version"]}"`);
  world.etags.push(String(headers.get("etag")));
  return body.data;
};

export const createTask: Play = async (world, actor, step, path) => {
  const { completed = false, broken, claimed } = step;
  const given = { title: broken ? "" : titleIn(step, actor), description: describedIn(step, actor), completed };
  const reply = await world.send(actor, "POST", path, { json: { ...given, ...claimIn(world, step) } });
  expect(reply.status).to.equal(broken || claimed ? 422 : 201);
  if (reply.status === 422) return;
  const task = keep(world, actor, reply);
  const id = Number(task["id"]);
  expect(world.made.map((one) => one.id)).not.to.include(id);
  expect(reply.headers.get("location")).to.equal(`${path}/${id}`);
  const time = task["created_at"];
  const times = { created_at: time, updated_at: time, completed_at: completed ? time : null };
  expect(task).to.deep.equal({ id, user_id: actor.id, ...given, ...times, version: 1 });
  world.made.push({ id, owner: actor });
};

const SEARCHES = ["milk", "B", "%", "_"];

export const listTasks: Play = async (world, actor, step, path) => {
  const cursor = picked(world.cursors, step.cursor);
  const sort = cursor?.after.sort ?? step.sort;
  const q = picked([...SEARCHES, ...world.actors.map(({ canary }) => canary)], step.search);
  const { completed, limit = 1000, counted } = step;
  const given = { sort, limit, count: counted, completed, q, cursor: cursor?.cursor };
  const query = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  const { status, body } = await world.send(actor, "GET", `${path}?${query.join("&")}`);
  expect(status).to.equal(200);
  const found = listed(actor.tasks.values(), { sort, completed, q, after: cursor?.after });
  const total = listed(actor.tasks.values(), { sort, completed, q, after: undefined }).length;
  const shown = found.slice(0, limit);
  expect(body.data).to.deep.equal(shown);
  const { next_cursor, ...meta } = body.meta;
  expect(meta).to.deep.equal({ limit, has_more: found.length > limit, ...(counted ? { total } : {}) });
  const last = shown.at(-1);
  if (found.length > limit && last) world.cursors.push({ cursor: next_cursor, after: placeOf(last, sort) });
  else expect(next_cursor).to.equal(null);
};

/** What becomes of a task, as PUT, PATCH and complete say; times are the server's to choose, within bounds. */
const expectChanged = (reply: Reply, before: Wire, wanted: { readonly [field: string]: unknown }): void => {
  const after = reply.body.data;
  const isTouched = "title" in wanted || "description" in wanted || wanted["completed"] !== before["completed"];
  const time = isTouched ? after["updated_at"] : before["updated_at"];
  expect(String(after["updated_at"]) >= String(before["updated_at"])).to.equal(true);
  const kept = after["completed"] === before["completed"] ? before["completed_at"] : after["completed"] ? time : null;
  const version = Number(before["version"]) + Number(isTouched);
  expect(after).to.deep.equal({ ...before, ...wanted, updated_at: time, completed_at: kept, version });
};

/** Asks for the task that the step picks, whoever's it is; null when it was not the actor's, and was hidden well. */
const ask = async (
  world: World,
  actor: Actor,
  { method, path, call, target }: { method: string; path: string; call: Call; target: number },
): Promise<{ reply: Reply; before: Wire } | null> => {
  const id = picked(world.made, target)?.id ?? MISSING;
  const before = actor.tasks.get(id);
  const reply = await world.send(actor, method, path.replace("{id}", String(id)), call);
  if (before) return { reply, before };
  world.expectHidden(id, reply, await world.send(actor, method, path.replace("{id}", String(MISSING)), call));
  return null;
};

export const getTask: Play = async (world, actor, { etag, head, target }, path) => {
  const known = picked(world.etags, etag);
  const call = { headers: known === undefined ? {} : { "If-None-Match": known } };
  const own = await ask(world, actor, { method: head ? "HEAD" : "GET", path, call, target });
  if (!own) return;
  const { reply, before } = own;
  expect(reply.status).to.equal(known === `"${before["version"]}"` ? 304 : 200);
  expect(reply.headers.get("etag")).to.equal(`"${before["version"]}"`);
  if (reply.status === 200 && !head) expect(reply.body.data).to.deep.equal(before);
};

/** A write: refused when the body is broken or the version another one, carried out otherwise. */
const write = async (
  world: World,
  actor: Actor,
  { step, method, path, json }: { step: Step; method: string; path: string; json: object | undefined },
): Promise<{ reply: Reply; before: Wire } | null> => {
  const etag = step.broken ? undefined : picked(world.etags, step.etag);
  const headers: Record<string, string> = etag === undefined ? {} : { "If-Match": etag };
  const call = { headers, json };
  const own = await ask(world, actor, { method, path, call, target: step.target });
  if (!own || etag === undefined || etag === `"${own.before["version"]}"`) return own;
  expect(own.reply.status).to.equal(412);
  return null;
};

const contents = (step: Step, actor: Actor): Record<string, unknown> => ({
  ...(step.title === undefined ? {} : { title: titleIn(step, actor) }),
  ...(step.description === undefined ? {} : { description: describedIn(step, actor) }),
  ...(step.completed === undefined ? {} : { completed: step.completed }),
});

const store = (world: World, actor: Actor, own: { reply: Reply; before: Wire }, wanted: object): void => {
  expect(own.reply.status).to.equal(200);
  expectChanged(own.reply, own.before, { ...wanted });
  keep(world, actor, own.reply);
};

export const replaceTask: Play = async (world, actor, step, path) => {
  const wanted = { ...contents(step, actor), title: titleIn(step, actor) };
  const json = { ...wanted, ...claimIn(world, step), ...(step.broken ? { title: 7 } : {}) };
  const own = await write(world, actor, { step, method: "PUT", path, json });
  if (!own) return;
  if (step.broken) expect(own.reply.status).to.equal(422);
  else store(world, actor, own, { description: "", ...wanted });
};

export const editTask: Play = async (world, actor, step, path) => {
  const wanted = contents(step, actor);
  const isBroken = step.broken || Object.keys(wanted).length === 0;
  const json = { ...wanted, ...claimIn(world, step), ...(step.broken ? { title: "" } : {}) };
  if (isBroken && !step.broken && step.claimed) return;
  const own = await write(world, actor, { step: { ...step, broken: isBroken }, method: "PATCH", path, json });
  if (!own) return;
  if (isBroken) expect(own.reply.status).to.equal(422);
  else store(world, actor, own, wanted);
};

export const completeTask: Play = async (world, actor, step, path) => {
  const { completed } = step;
  const json = step.broken ? { completed: "yes" } : completed === undefined ? undefined : { completed };
  const own = await write(world, actor, { step, method: "PATCH", path, json });
  if (!own) return;
  if (step.broken) expect(own.reply.status).to.equal(422);
  else store(world, actor, own, { completed: completed ?? own.before["completed"] === false });
};

export const deleteTask: Play = async (world, actor, step, path) => {
  const own = await write(world, actor, { step: { ...step, broken: false }, method: "DELETE", path, json: undefined });
  if (!own) return;
  expect(own.reply.status).to.equal(204);
  actor.tasks.delete(Number(own.before["id"]));
};
