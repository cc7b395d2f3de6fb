import { expect } from "chai";
import * as fc from "fast-check";
import { type Api, caller, type Reply } from "../api.js";
import { showAccount, signIn, signUp } from "./account-acts.js";
import type { Route } from "./routes.js";
import { type Step, stepOf } from "./step.js";
import {
  completeTask,
  createTask,
  deleteTask,
  editTask,
  getTask,
  listTasks,
  type Play,
  replaceTask,
} from "./task-acts.js";
import { type Actor, meaningOf, World, type WorldOptions } from "./world.js";

interface Act {
  readonly play: Play;
  /** How often, compared with the others. */
  readonly weight: number;
  /** Whether it needs no token. */
  readonly open?: boolean;
}

/** What is the same for everybody: it only has to say nothing about anybody. Not all of it is JSON. */
const lookAt: Play = async (world, actor, { route }, path) => {
  const headers = { Authorization: `Bearer ${actor.token}` };
  const response = await fetch(world.api.url + path, { method: route.method, headers });
  const text = await response.text();
  expect(response.status).to.equal(200);
  world.search(null, path, { status: response.status, headers: response.headers, text } as Reply);
};

const open = { play: lookAt, weight: 1, open: true };

/** How to try each route. A route that is missing here has not been thought of: the kit fails until it is. */
const ACTS: Readonly<Record<string, Act>> = {
  "GET /tasks": { play: listTasks, weight: 60 },
  "POST /tasks": { play: createTask, weight: 60 },
  "GET /tasks/{id}": { play: getTask, weight: 50 },
  "PUT /tasks/{id}": { play: replaceTask, weight: 40 },
  "PATCH /tasks/{id}": { play: editTask, weight: 40 },
  "PATCH /tasks/{id}/complete": { play: completeTask, weight: 40 },
  "DELETE /tasks/{id}": { play: deleteTask, weight: 30 },
  "GET /me": { play: showAccount, weight: 10 },
  "POST /auth/signup": { play: signUp, weight: 1, open: true },
  "POST /auth/signin": { play: signIn, weight: 1, open: true },
  "GET /healthz": open,
  "GET /readyz": open,
  "GET /metrics": open,
  "GET /openapi.json": open,
  "GET /docs": open,
};

const actOf = ({ key }: Route): Act | undefined => (Object.hasOwn(ACTS, key) ? ACTS[key] : undefined);

/** Whether the kit knows what to do with a route. */
export const isKnown = (route: Route): boolean => actOf(route) !== undefined;

/** Whether a route must refuse who brings no token. */
export const isGuarded = (route: Route): boolean => actOf(route)?.open !== true;

/** Histories over these routes, each of 100 steps on average. */
export const histories = (routes: readonly Route[]): fc.Arbitrary<Step[]> => {
  const choices = routes.map((route) => ({ arbitrary: fc.constant(route), weight: actOf(route)?.weight ?? 0 }));
  return fc.array(stepOf(fc.oneof(...choices)), { minLength: 50, maxLength: 150, size: "max" });
};

/** A history that goes over every route several times. */
export const sweep = (routes: readonly Route[], seed: number): Step[] =>
  [...routes, ...routes].flatMap((route, n) =>
    fc.sample(stepOf(fc.constant(route)), { seed: seed + n, numRuns: (actOf(route)?.weight ?? 0) > 5 ? 8 : 1 }),
  );

/** A token that two people's are mixed in opens nothing. */
const forge = async (world: World, actor: Actor, other: Actor): Promise<void> => {
  const parts = actor.token.split(".");
  const token = [...parts.slice(0, -1), other.token.split(".").at(-1)].join(".");
  if (parts.length !== 3 || token === actor.token) return;
  const nobody = caller({ ...world.api, token: () => token }, other.id);
  const path = `/api/v1/tasks/${world.made[0]?.id ?? 1}`;
  const reply = await nobody("GET", path);
  world.search(null, path, reply);
  expect(reply.status).to.equal(401);
  expect(meaningOf(reply).text).to.equal(meaningOf(await world.send(null, "GET", path)).text);
};

let crowds = 0;

/** Words that nobody has said: one for each of ann, bob and eve, in this order of the alphabet. */
const newCanaries = (): readonly string[] => {
  const suffix = `${Date.now().toString(36)}x${process.pid.toString(36)}x${(++crowds).toString(36)}`;
  return ["ann", "bob", "eve"].map((name) => `${name}z${suffix}z`);
};

/** Lives through a history; fails as soon as anybody sees what is not theirs, or not what is. */
export const live = async (
  api: Api,
  steps: readonly Step[],
  { canaries = newCanaries(), ...options }: WorldOptions & { readonly canaries?: readonly string[] },
): Promise<void> => {
  const world = new World(api, options);
  for (const canary of canaries) await world.enter(`user-${canary}`, canary);
  for (const step of steps) {
    const actor = world.actor(step.actor);
    const path = step.alias ? step.route.path.replace(/^\/api\/v1\//, "/api/") : step.route.path;
    if (step.forged) await forge(world, actor, world.actor(step.target));
    await actOf(step.route)?.play(world, actor, step, path);
  }
  for (const actor of world.actors) {
    const { body } = await world.send(actor, "GET", "/api/v1/tasks?sort=created_at&count=true");
    expect(body.meta.total).to.equal(actor.tasks.size);
    expect([...body.data]).to.have.deep.members([...actor.tasks.values()]);
  }
};
