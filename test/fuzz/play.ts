import type { Documented } from "@taskward/testing";
import { expect } from "chai";
import { bytesOf, type Draft } from "./draft.js";
import { expectedOf } from "./expected.js";
import { judge } from "./judge.js";
import { learn } from "./learn.js";
import { faultsInBody } from "./meaning.js";
import { requestFor } from "./request.js";
import { NotNow, sceneFor } from "./scene.js";
import type { Scene } from "./spoiler.js";
import type { Step } from "./step.js";
import type { Tally } from "./tally.js";
import type { Answer } from "./wire.js";
import type { World } from "./world.js";

interface Stage {
  readonly world: World;
  readonly documented: Documented;
  readonly tally: Tally;
}

type Setting = Awaited<ReturnType<typeof sceneFor>>;

/** The body of a request; where accounts are concerned it has to be of one that there is, or is not yet. */
const jsonFor = async (
  { endpoint, body, spoilers }: Step,
  { before, world, documented }: Setting,
): Promise<unknown> => {
  if (endpoint.id === "signIn" && spoilers.length === 0 && !body.isWrong) return before.account();
  if (endpoint.id !== "signUp" || faultsInBody(documented, endpoint, body.json).length > 0) return body.json;
  const { email } = body.json as { email: string };
  return { ...(body.json as object), email: `${world.accounts.length}${world.name}.${email.trim()}` };
};

const VARIABLE = /^(date|x-request-id|ratelimit.*|connection|keep-alive)$/;

const fixed = ({ headers }: Answer): string[] =>
  [...headers].filter(([name]) => !VARIABLE.test(name)).map((header) => header.join(": "));

/** HEAD is answered as GET is, but for the body. */
const expectSameAsGet = async (scene: Scene, draft: Draft, answer: Answer): Promise<void> => {
  if (draft.method !== "HEAD" || answer.status !== 200 || !scene.endpoint.enveloped) return;
  const get = await scene.world.send(bytesOf({ ...draft, method: "GET" }), "GET");
  if (get.status === 200) expect(fixed(answer), "HEAD and GET differ").to.deep.equal(fixed(get));
  learn(scene, { ...draft, method: "GET" }, get);
};

/** The request of a step; null when what it needs cannot be had now. */
const prepare = async (
  world: World,
  documented: Documented,
  step: Step,
): Promise<{ readonly scene: Setting; readonly draft: Draft } | null> => {
  try {
    const scene = await sceneFor(world, documented, step);
    const draft = requestFor(step, scene, await jsonFor(step, scene));
    for (const { apply } of step.spoilers) await apply(draft, scene);
    return { scene, draft };
  } catch (error) {
    if (error instanceof NotNow) return null;
    throw error;
  }
};

/** Asks what a step says, and fails when the answer is not one that the description allows. */
export const play = async ({ world, documented, tally }: Stage, step: Step): Promise<void> => {
  const prepared = await prepare(world, documented, step);
  if (prepared === null) return;
  const { scene, draft } = prepared;
  const expected = expectedOf(step, scene, draft);
  const answer = await world.send(bytesOf(draft), draft.method);
  tally.count(documented.operation(draft.method, draft.path) === undefined ? null : step.endpoint, answer.status);
  try {
    judge(scene, draft, { ...answer, expected });
    learn(scene, draft, answer);
    await expectSameAsGet(scene, draft, answer);
  } catch (error) {
    const reason = expected.reasons.join(" and ") || "a request without fault";
    throw new Error(`${step.endpoint.key}: ${reason}: ${(error as Error).message}`, { cause: error });
  }
};
