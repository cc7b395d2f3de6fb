import type { Draft } from "./draft.js";
import { faultsInBody } from "./meaning.js";
import { SIGN_UPS } from "./scene.js";
import type { Scene } from "./spoiler.js";
import type { Step } from "./step.js";

/** What must come of a request. */
export interface Expected {
  /** One of these. */
  readonly statuses: readonly number[];
  /** Why, in words. */
  readonly reasons: readonly string[];
  /** The members of the body that the refusal must name, should it be for them. */
  readonly faults: readonly string[];
}

const TRIES = 5;
const EMAIL = /^\S+@\S+$/;

/** Whether so much has been asked for that more may be refused. */
const mayBeTooOften = ({ world, endpoint: { id, statuses }, person }: Scene, json: unknown): boolean => {
  if (!statuses.includes("429")) return false;
  if (id === "signUp") return world.target.countsTries && world.signUps >= SIGN_UPS;
  if (id !== "signIn") return person.remaining === 0;
  // What is no e-mail is one account that nobody has, whoever tries it.
  const email = String((json as { email?: unknown } | undefined)?.email);
  return (
    world.target.countsTries && (!EMAIL.test(email) || (world.wrongTries.get(email.trim().toLowerCase()) ?? 0) >= TRIES)
  );
};

const outcomeOf = ({ endpoint, world }: Scene, json: unknown): readonly number[] => {
  if (endpoint.id !== "signIn") return endpoint.successes;
  const { email, password } = json as { email: string; password: string };
  return world.accounts.some((one) => one.email === email && one.password === password) ? endpoint.successes : [401];
};

/** What the description says must come of a request, given everything that was done to it. */
export const expectedOf = (step: Step, scene: Scene, draft: Draft): Expected => {
  const { endpoint, spoilers } = step;
  const spoilt = spoilers.flatMap(({ name, statuses }) => {
    const answered = statuses(scene.world, endpoint);
    return answered.length > 0 ? [{ name, answered }] : [];
  });
  const isJson = draft.json !== undefined;
  const faults = isJson ? faultsInBody(scene.documented, endpoint, draft.json) : [];
  const reasons = [
    ...spoilt.map(({ name }) => name),
    ...(faults.length > 0 ? [`wrong in the body: ${faults.join(", ")}`] : []),
  ];
  const refused = [...spoilt.flatMap(({ answered }) => answered), ...(faults.length > 0 ? [422] : [])];
  const statuses = refused.length > 0 ? refused : outcomeOf(scene, draft.json);
  const limited = mayBeTooOften(scene, draft.json) ? [429] : [];
  return { statuses: [...new Set([...statuses, ...limited])], reasons, faults: spoilt.length > 0 ? [] : faults };
};
