import { expectProper } from "@taskward/adapters-http/contracts/proper";
import { expect } from "chai";
import { type Draft, headerOf, targetOf } from "./draft.js";
import type { Expected } from "./expected.js";
import type { Scene } from "./spoiler.js";
import type { Answer } from "./wire.js";
import { ORIGIN, type World } from "./world.js";

// What refuses a request before it has been read knows nothing of its headers.
const UNREAD = 431;

const expectShared = ({ headers }: Answer): void => {
  expect(headers.get("x-content-type-options")).to.equal("nosniff");
  expect(headers.get("cache-control")).to.equal("no-store");
  expect(headers.get("referrer-policy")).to.equal("no-referrer");
  expect(headers.get("content-security-policy")).to.match(/^default-src 'none'.*frame-ancestors 'none'/);
  expect(headers.get("vary")).to.equal("Origin");
};

const expectRequestId = (draft: Draft, { headers }: Answer): void => {
  const sent = headerOf(draft, "X-Request-Id");
  const given = headers.get("x-request-id");
  if (sent === undefined) return;
  const isGood = /^[A-Za-z0-9._-]{1,64}$/.test(sent);
  expect(given === sent, `X-Request-Id ${JSON.stringify(sent)} was answered ${given}`).to.equal(isGood);
};

const CORS = ["access-control-allow-origin", "access-control-allow-credentials", "access-control-expose-headers"];

const expectCors = (draft: Draft, { headers }: Answer): void => {
  const allowed = headerOf(draft, "Origin") === ORIGIN;
  for (const name of CORS) expect(headers.has(name), name).to.equal(allowed);
  if (!allowed) return;
  expect(headers.get("access-control-allow-origin")).to.equal(ORIGIN);
  expect(headers.get("access-control-expose-headers")).to.match(/X-Request-Id.*ETag.*Retry-After/);
};

const expectSecurity = (draft: Draft, { headers }: Answer): void => {
  const secure = headerOf(draft, "X-Forwarded-Proto") === "https";
  expect(headers.has("strict-transport-security"), "Strict-Transport-Security").to.equal(secure);
};

/** The one body that a refusal has, whatever led to it. */
const ALIKE = new Set([401, 404]);
const said = new WeakMap<World["target"], Map<string, string>>();

const expectAlike = ({ world, endpoint }: Scene, { status, headers, text }: Answer): void => {
  if (!ALIKE.has(status) || text === "") return;
  const known = said.get(world.target) ?? new Map<string, string>();
  said.set(world.target, known);
  const kind = `${status} ${endpoint.needsToken || status === 404 ? "" : endpoint.id}`;
  const body = text.replace(`"${headers.get("x-request-id")}"`, "");
  expect(body, `the body of this ${status} is not that of others`).to.equal(known.get(kind) ?? body);
  known.set(kind, body);
};

const expectAllow = ({ documented }: Scene, draft: Draft, { headers, status }: Answer): void => {
  if (status !== 405) return;
  const methods = documented.methods(draft.path).map((method) => method.toUpperCase());
  const all = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort();
  expect(headers.get("allow")?.split(", ").sort(), "Allow").to.deep.equal(all);
};

const expectDetails = ({ status, text }: Answer, { faults }: Expected): void => {
  if (status !== 422 || text === "") return;
  const { details = [] } = (JSON.parse(text) as { error: { details?: { path: string }[] } }).error;
  const paths = details.map(({ path }) => path);
  expect(paths, "details").to.not.be.empty;
  expect(
    paths.map((path) => path.split(".", 1)[0]),
    "details name what is at fault",
  ).to.include.members([...faults]);
};

/** Fails when an answer holds anything of somebody else, of the inside, or what was sent in confidence. */
export const expectNoLeak = (world: World, viewer: string | null, { headers, text }: Answer): void => {
  const all = [...headers].join("\n") + text;
  const strangers = [world.ann, world.bob].filter(({ id }) => id !== viewer);
  for (const { id, canary } of strangers)
    for (const word of [id, canary]) expect(all.includes(word), `it tells of ${id}`).to.equal(false);
  const tokens = [world.ann, world.bob, world.eve].map(({ token }) => token).filter((token) => token.includes("."));
  for (const secret of [...world.target.secrets, ...tokens])
    expect(all.includes(secret), "it tells a secret").to.equal(false);
};

/** Fails when anything about an answer is not as the description says. */
export const judge = (scene: Scene, draft: Draft, answer: Answer & { readonly expected: Expected }): void => {
  const { documented, endpoint, world, person } = scene;
  const { expected, status } = answer;
  expect(answer.names, "header names").to.deep.equal([...new Set(answer.names)]);
  expect(status).to.be.oneOf([...expected.statuses]);
  if (status >= 400 || endpoint.enveloped || status === 204) expectProper(draft.method, answer);
  else expectShared(answer);
  documented.expectAnswer(draft.method, targetOf(draft), answer);
  expectNoLeak(world, person.id, answer);
  expectAllow(scene, draft, answer);
  expectAlike(scene, answer);
  expectDetails(answer, expected);
  if (status === UNREAD) return;
  expectRequestId(draft, answer);
  expectCors(draft, answer);
  expectSecurity(draft, answer);
};
