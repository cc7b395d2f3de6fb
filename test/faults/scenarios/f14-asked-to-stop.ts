import { type Course, steadyClient } from "../process/steady-client.js";
import { atLeast, atMost, type Figure, none } from "../rig/figure.js";
import { readStore } from "../rig/read-store.js";
import type { Rig } from "../rig/rig.js";
import type { Extent, Scenario } from "../rig/scenario.js";
import type { Server } from "../rig/server.js";

const CLIENTS = 16;
const REQUESTS = 5_000;

/** Whatever a client got that was not an answer, or an answer that it cannot use. */
const failuresOf = ({ answers, error }: Course): readonly string[] => [
  ...answers.filter(({ status }) => status !== 200 && status !== 201).map(({ status }) => `a status ${status}`),
  // Only then is nobody there to be connected to anew, and no request has been lost.
  ...(error === "ECONNREFUSED" ? [] : [`a request ended by ${error}`]),
];

/** Answers to what was asked after the signal that do not end their connection, and answers on a connection that was ended. */
const openAnswers = ({ answers }: Course, signalled: number): readonly string[] =>
  answers
    .filter(({ closes, since }, n) => !closes && (since > signalled || n === answers.length - 1))
    .map(({ status }) => `a ${status} that keeps its connection`);

interface Round {
  readonly courses: readonly Course[];
  readonly signalled: number;
  readonly took: number;
  readonly how: unknown;
}

const stopUnderLoad = async (server: Server, name: string): Promise<Round> => {
  let count = 0;
  let signalled = Number.POSITIVE_INFINITY;
  let stopping: Promise<unknown> | undefined;
  const answered = (): void => {
    if (++count !== REQUESTS) return;
    stopping = server.stop();
    signalled = performance.now();
  };
  const clients = Array.from({ length: CLIENTS }, (_, n) => steadyClient(server.url, `${name}-${n}`, answered));
  const courses = await Promise.all(clients);
  const how = await stopping;
  return { courses, signalled, how, took: performance.now() - signalled };
};

/** The process may hear of the signal a little later than it was sent: what is asked in between may keep its connection. */
const HEARD = 100;

const inRounds = async (rig: Rig, { rounds }: Extent, workers: number): Promise<readonly Figure[]> => {
  const { url } = await rig.postgres();
  const env = { DATABASE_URL: url, WORKERS: String(workers) };
  const server = await rig.serve(env);
  const done: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    done.push(await stopUnderLoad(server, `r${round}`));
    await server.start();
  }
  const courses = done.flatMap((round) => round.courses);
  const titles = new Set((await readStore(server.url, ["ann"])).map(({ title }) => title));
  const answers = courses.flatMap((course) => course.answers).length;
  // Workers are told to stop listening first, all of them, and only then to end their connections: up to half a second.
  const heard = workers > 1 ? HEARD + 500 : HEARD;
  return [
    atLeast("requests a round, at least", Math.floor(answers / rounds), REQUESTS),
    none(`failed of ${answers} requests`, courses.flatMap(failuresOf)),
    none(
      "last answers without Connection: close",
      done.flatMap((round) => round.courses.flatMap((course) => openAnswers(course, round.signalled + heard))),
    ),
    none(
      "exit codes that are not 0",
      done.filter(({ how }) => how !== 0).map(({ how }) => String(how)),
    ),
    atMost("longest time from the signal to the end", Math.max(...done.map(({ took }) => took)), 10_000, "ms"),
    none(
      "acknowledged tasks lost",
      courses.flatMap(({ created }) => created.filter((title) => !titles.has(title))),
    ),
  ].map((figure) => ({ ...figure, name: `${workers === 1 ? "1 process" : `${workers} processes`}: ${figure.name}` }));
};

export const scenario: Scenario = {
  name: "F14",
  title: "the server is asked to stop (SIGTERM) under load",
  short: true,
  rounds: 20,
  run: async (rig, extent) => [
    ...(await inRounds(rig, extent, 1)),
    ...(extent.short ? [] : await inRounds(rig, { ...extent, rounds: Math.ceil(extent.rounds / 4) }, 2)),
  ],
};
