import { expectProper } from "@taskward/adapters-http/contracts/proper";
import type { Documented } from "@taskward/testing";
import { expect } from "chai";
import * as fc from "fast-check";
import { bytesOf } from "./draft.js";
import type { Endpoint } from "./endpoints.js";
import { expectNoLeak } from "./judge.js";
import { requestFor } from "./request.js";
import { Before } from "./scene.js";
import { type Step, stepAt } from "./step.js";
import { UNKNOWN, Wire } from "./wire.js";
import { hear, type World } from "./world.js";

/** Something done to the bytes of a request. */
type Wound = (bytes: Buffer) => Buffer;

const splice = (bytes: Buffer, [start, end]: readonly [number, number], piece: Buffer | string): Buffer =>
  Buffer.concat([bytes.subarray(0, start), Buffer.from(piece as string, "latin1"), bytes.subarray(end)]);

/** What means something to a reader of HTTP, and stands where it should not. */
const PIECES = [
  ..."\r\n\0 :;,/?#%\t\x7f\xff",
  ...["\r\n", "\r\n\r\n", "\n\n", "\r", "0\r\n\r\n", "5\r\n", "ffffffffffffffff\r\n", "-1\r\n", "zz\r\n"],
  ...["Content-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n"],
  ...["Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: identity\r\n"],
  ...["Expect: 100-continue\r\n", "Connection: close\r\n", "Connection: Upgrade\r\nUpgrade: h2c\r\n", "Host: evil\r\n"],
  ...[
    "HTTP/1.0",
    "HTTP/2.0",
    "HTTP/9.9",
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "X: ".padEnd(20_000, "x"),
    "\x16\x03\x01",
  ],
  "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
];

const place = fc.integer({ min: 0, max: 999 });
const at = (bytes: Buffer, thousandth: number): number => Math.floor((bytes.length * thousandth) / 1000);

const wounds: fc.Arbitrary<Wound> = fc.oneof(
  fc.tuple(place, fc.constantFrom(...PIECES)).map(
    ([where, piece]): Wound =>
      (bytes) =>
        splice(bytes, [at(bytes, where), at(bytes, where)], piece),
  ),
  // After a line, where a header may be.
  fc.tuple(place, fc.constantFrom(...PIECES)).map(
    ([where, piece]): Wound =>
      (bytes) => {
        const start = bytes.indexOf("\r\n", at(bytes, where)) + "\r\n".length;
        return splice(bytes, [start, start], piece);
      },
  ),
  fc.tuple(place, fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0xff }))).map(
    ([where, byte]): Wound =>
      (bytes) =>
        splice(bytes, [at(bytes, where), at(bytes, where) + 1], Buffer.from([byte])),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(
    ([where, length]): Wound =>
      (bytes) =>
        splice(bytes, [at(bytes, where), at(bytes, where) + length], ""),
  ),
  place.map(
    (where): Wound =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  place.map(
    (where): Wound =>
      (bytes) =>
        splice(bytes, [at(bytes, where), at(bytes, where)], bytes),
  ),
  fc.constant<Wound>((bytes) => Buffer.from(bytes.toString("latin1").replaceAll("\r", ""), "latin1")),
  fc.uint8Array({ maxLength: 200 }).map(
    (random): Wound =>
      () =>
        Buffer.from(random),
  ),
);

/** A request that has been made into something else, byte by byte. */
export const brokenSteps = (endpoints: readonly Endpoint[], documented: Documented) => {
  const bases = endpoints.filter(({ enveloped, needsToken }) => enveloped && needsToken);
  const intact = bases.map((endpoint) => stepAt(endpoint, documented, fc.constant([])));
  return fc.record({ step: fc.oneof(...intact), wounds: fc.array(wounds, { minLength: 1, maxLength: 3 }) });
};

export interface BrokenStep {
  readonly step: Step;
  readonly wounds: readonly Wound[];
}

const expectAnswers = async (world: World, documented: Documented, wire: Wire): Promise<number[]> => {
  const statuses: number[] = [];
  for (;;) {
    const answer = await wire.answer(UNKNOWN);
    if (answer === null) return statuses;
    statuses.push(answer.status);
    hear(world.eve, answer);
    const { request = "" } = world.trail.pop() ?? {};
    world.trail.push({ request, status: answer.status, text: answer.text });
    expect(answer.status, "the answer to broken bytes").to.be.below(500);
    // Without its body, an answer is one to HEAD.
    const method = answer.text === "" ? "HEAD" : UNKNOWN;
    expectProper(method, answer);
    documented.expectSomeAnswer(method, answer);
    expectNoLeak(world, world.eve.id, answer);
  }
};

/** Sends what is no HTTP any more: there may be answers, in the envelope, and there must be an end. */
export const playBroken = async (
  world: World,
  documented: Documented,
  { step, wounds }: BrokenStep,
): Promise<number[]> => {
  const person = world.eve;
  const before = new Before(world, person);
  const task = step.endpoint.inPath.length > 0 ? await before.ownTask(0) : null;
  person.tasks.clear();
  const scene = { world, documented, endpoint: step.endpoint, person, task, before };
  const bytes = wounds.reduce((whole, wound) => wound(whole), bytesOf(requestFor(step, scene, step.body.json)));
  const wire = await Wire.to(world.target.url);
  world.trail.push({ request: bytes.toString("latin1"), status: null, text: "" });
  try {
    return await expectAnswers(world, documented, wire.send(bytes).end());
  } finally {
    wire.destroy();
  }
};
