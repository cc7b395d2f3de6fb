import { type ApiDescription, Documented } from "@taskward/testing";
import { expect } from "chai";
import * as fc from "fast-check";
import { type BrokenStep, brokenSteps, playBroken } from "./broken-bytes.js";
import { bytesOf } from "./draft.js";
import { type Endpoint, endpointsOf } from "./endpoints.js";
import { play } from "./play.js";
import { bareRequest } from "./request.js";
import { NotNow } from "./scene.js";
import { type Step, steps, sweep } from "./step.js";
import { Tally } from "./tally.js";
import { type Exchange, type Fields, type FuzzTarget, type Person, World } from "./world.js";

export interface FuzzOptions {
  readonly seed: number;
  /** Of a run that failed, as it was printed: only that one is had again. */
  readonly path?: string | undefined;
  /** How long to go on; a failure is made smaller for as long as that again at the most. */
  readonly seconds: number;
  /** Only each endpoint with each of what can be wrong there, once. */
  readonly sweepOnly?: boolean;
}

interface Finding {
  readonly fault: string;
  /** What happened in the shortest run that shows it. */
  readonly trail: readonly Exchange[];
  readonly path: string;
}

export interface FuzzResult {
  readonly finding: Finding | null;
  readonly tally: Tally;
  readonly endpoints: readonly Endpoint[];
  readonly runs: number;
}

interface Run {
  readonly target: number;
  readonly steps: readonly (Step | BrokenStep)[];
}

const LONGEST = 24;

const unlessNotNow = (error: unknown): void => {
  if (!(error instanceof NotNow)) throw error;
};

const documentOf = async ({ url }: FuzzTarget): Promise<ApiDescription> => {
  const response = await fetch(`${url}/openapi.json`);
  expect(response.status, "GET /openapi.json").to.equal(200);
  return (await response.json()) as ApiDescription;
};

const expectAlive = async (world: World): Promise<void> => {
  const health = await world.send(bytesOf(bareRequest(world, null, ["GET", "/healthz"])), "GET");
  expect(health.status, "/healthz").to.equal(200);
};

/** That a person has what they should have: what was refused has changed nothing. */
const expectUnchanged = async (world: World, person: Person): Promise<void> => {
  const request = bareRequest(world, person, ["GET", "/api/v1/tasks"]);
  const { status, text } = await world.send(bytesOf(request), "GET");
  if (status === 429 && person.remaining === 0) return;
  expect(status).to.equal(200);
  const { data } = JSON.parse(text) as { data: readonly Fields[] };
  expect([...data], `the tasks of ${person.id}`).to.have.deep.members([...person.tasks.values()]);
};

const runsOf = (endpoints: readonly Endpoint[], documented: Documented, targets: number): fc.Arbitrary<Run> => {
  const step: fc.Arbitrary<Step | BrokenStep> = fc.oneof(
    { arbitrary: steps(endpoints, documented), weight: 9 },
    { arbitrary: brokenSteps(endpoints, documented), weight: 1 },
  );
  return fc.record({
    target: fc.nat(targets - 1),
    steps: fc.array(step, { minLength: 1, maxLength: LONGEST, size: "max" }),
  });
};

/** Asks an API whatever can be asked of it, and holds every answer against the description that it gives of itself. */
export const fuzz = async (targets: readonly FuzzTarget[], options: FuzzOptions): Promise<FuzzResult> => {
  const [first] = targets;
  if (first === undefined) throw new TypeError("nothing to fuzz");
  const description = await documentOf(first);
  const documented = new Documented(description);
  const endpoints = endpointsOf(description, documented);
  const tally = new Tally();
  let failure: Omit<Finding, "path"> | null = null;

  const live = async (world: World, run: Run): Promise<void> => {
    for (const step of run.steps)
      if ("wounds" in step) {
        tally.broken++;
        await playBroken(world, documented, step).catch(unlessNotNow);
      } else await play({ world, documented, tally }, step);
    await expectAlive(world);
    for (const person of [world.ann, world.bob]) if (person.tasks.size > 0) await expectUnchanged(world, person);
  };

  const property = fc.asyncProperty(runsOf(endpoints, documented, targets.length), async (run) => {
    const world = new World(targets[run.target] ?? first);
    try {
      await live(world, run);
    } catch (error) {
      failure = { fault: (error as Error).message, trail: world.trail };
      world.leave();
      throw error;
    } finally {
      tally.requests += world.trail.length;
    }
  });

  const { seed } = options;
  const examples = targets.flatMap((_, target) =>
    // What does not depend on the settings need be tried but once.
    sweep(endpoints, documented, { seed, isWanted: ({ varies }) => target === 0 || varies === true }).map(
      (step): [Run] => [{ target, steps: [step] }],
    ),
  );
  const endless = options.path === undefined ? Number.MAX_SAFE_INTEGER : 1;
  const { failed, counterexamplePath, numRuns } = await fc.check(property, {
    seed,
    ...(options.path === undefined ? {} : { path: options.path }),
    numRuns: options.sweepOnly ? examples.length : endless,
    plugins: [fc.interruptAfterTimeLimit(options.seconds * 1000)],
    examples,
  });
  const finding = failed && failure ? { ...(failure as Omit<Finding, "path">), path: counterexamplePath ?? "" } : null;
  return { finding, tally, endpoints, runs: numRuns };
};
