import type { Documented, Schema } from "@taskward/testing";
import * as fc from "fast-check";
import { BODY_SPOILERS } from "./body-spoilers.js";
import type { Endpoint } from "./endpoints.js";
import { OTHER_SPOILERS } from "./other-spoilers.js";
import { PATH_SPOILERS } from "./path-spoilers.js";
import { QUERY_SPOILERS, wrongValuesAt } from "./query-spoilers.js";
import type { Spoiler, SpoilerKind } from "./spoiler.js";
import { TOKEN_SPOILERS } from "./token-spoilers.js";
import { values, wrongValues } from "./values.js";
import { ORIGIN } from "./world.js";

const SPOILERS: readonly SpoilerKind[] = [
  ...TOKEN_SPOILERS,
  ...PATH_SPOILERS,
  ...QUERY_SPOILERS,
  ...BODY_SPOILERS,
  ...OTHER_SPOILERS,
];

/** What can be spoilt at an endpoint. */
const spoilersFor = (endpoint: Endpoint, documented: Documented): readonly SpoilerKind[] => [
  ...SPOILERS.filter(({ fits }) => fits(endpoint)),
  ...wrongValuesAt(endpoint, documented),
];

const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 4): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq });

const rarely = <T>(...choices: readonly T[]): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, { arbitrary: fc.constantFrom(...choices), weight: 1 });

const requestIds = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/),
  fc.constantFrom("a".repeat(64), "a".repeat(65), "", "a b", "<script>", "\u00e9", 'a"b', "a,b"),
);

/** What may be sent along and changes nothing. */
const HARMLESS: readonly (readonly [name: string, value: string])[] = [
  ["X-HTTP-Method-Override", "DELETE"],
  ["X-Method-Override", "PUT"],
  ["Cookie", "access_token=x; sid=1"],
  ["Expect", "100-continue"],
  ["Accept-Encoding", "gzip, br"],
  ["X-Forwarded-Host", "evil.example"],
  ["Range", "bytes=0-1"],
  ["TE", "trailers"],
  ["If-Modified-Since", "Thu, 01 Jan 2099 00:00:00 GMT"],
];

/** How a request is dressed that remains what it is. */
const dressOf = ({ method, inHeaders }: Endpoint) =>
  fc.record({
    origin: rarely(ORIGIN, ORIGIN, `${ORIGIN}.evil.example`, ORIGIN.toUpperCase(), "null", "*", ""),
    requestId: maybe(requestIds, 3),
    accept: rarely("text/html", "", "*/*", "application/xml", "text/plain;q=0"),
    mediaType: fc.constantFrom(
      "application/json",
      "APPLICATION/JSON",
      "application/json; charset=UTF-8",
      'application/json;charset="utf-8"',
    ),
    scheme: fc.constantFrom("Bearer ", "bearer ", "BEARER ", "Bearer  "),
    proto: rarely("https", "http", "gopher"),
    spelling: fc.nat(2),
    chunk: rarely(7, 5_000),
    head: method === "GET" ? rarely(true) : fc.constant(null),
    stray: rarely("?_method=DELETE", "?x", "?a=%zz", "{}", "nonsense"),
    extra: rarely(...HARMLESS),
    match: inHeaders.has("if-match") ? rarely("$", "*", '"999", $', `$,W/"1"`) : fc.constant(null),
    noneMatch: inHeaders.has("if-none-match") ? rarely('"0"', 'W/"999"', "nonsense", "") : fc.constant(null),
  });

const bodiesOf = ({ body, needsBody }: Endpoint, documented: Documented) => {
  const nothing = fc.constant({ json: undefined, isWrong: false });
  if (body === null) return nothing;
  const resolve = (schema: Schema): Schema => documented.resolve<Schema>(schema);
  const right = values(body, resolve).map((json) => ({ json, isWrong: false }));
  const wrong = wrongValues(body, resolve).map((json) => ({ json, isWrong: true }));
  return fc.oneof(
    { arbitrary: right, weight: 4 },
    { arbitrary: wrong, weight: 3 },
    { arbitrary: needsBody ? right : nothing, weight: 1 },
  );
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const queriesOf = ({ inQuery }: Endpoint, documented: Documented): fc.Arbitrary<Readonly<Record<string, string>>> => {
  const resolve = (schema: Schema): Schema => documented.resolve<Schema>(schema);
  const each = inQuery.map(({ name, schema }) => [name, values(schema, resolve).map(textOf)] as const);
  return fc.record(Object.fromEntries(each), { requiredKeys: [] }) as fc.Arbitrary<Readonly<Record<string, string>>>;
};

/** One request to an endpoint, with what is wrong with it. */
export const stepAt = (endpoint: Endpoint, documented: Documented, spoilers: fc.Arbitrary<readonly Spoiler[]>) =>
  fc.record({
    endpoint: fc.constant(endpoint),
    base: fc.nat(1),
    isBob: fc.boolean(),
    pick: fc.nat(9),
    query: queriesOf(endpoint, documented),
    body: bodiesOf(endpoint, documented),
    dress: dressOf(endpoint),
    spoilers,
  });

export type Step = ReturnType<typeof stepAt> extends fc.Arbitrary<infer T> ? T : never;

/** How often what takes long is tried, compared with the rest. */
const SELDOM = 40;

const spoiltAt = (endpoint: Endpoint, documented: Documented): fc.Arbitrary<readonly Spoiler[]> => {
  const kinds = spoilersFor(endpoint, documented).map(({ of, slow }) => ({ arbitrary: of, weight: slow ? 1 : SELDOM }));
  const one = fc.oneof(...kinds);
  const several = fc.uniqueArray(one, { selector: ({ part }) => part, minLength: 2, maxLength: 3 });
  return fc.oneof(
    { arbitrary: fc.constant([]), weight: 5 },
    { arbitrary: fc.array(one, { minLength: 1, maxLength: 1 }), weight: 4 },
    { arbitrary: several, weight: 1 },
  );
};

/** Steps at all endpoints; seldom where passwords are hashed. */
export const steps = (endpoints: readonly Endpoint[], documented: Documented): fc.Arbitrary<Step> =>
  fc.oneof(
    ...endpoints.map((endpoint) => ({
      arbitrary: stepAt(endpoint, documented, spoiltAt(endpoint, documented)),
      weight: endpoint.needsToken ? SELDOM : endpoint.body === null ? SELDOM / 4 : 1,
    })),
  );

/** Steps of a sweep with no spoiler: most where there are bodies to be varied and none to be hashed. */
const intactAt = ({ body, needsToken }: Endpoint): number => (body !== null && needsToken ? 24 : 6);

/** One step for each endpoint and each of its spoilers that `isWanted`, and a few with none. */
export const sweep = (
  endpoints: readonly Endpoint[],
  documented: Documented,
  { seed, isWanted }: { readonly seed: number; readonly isWanted: (kind: SpoilerKind) => boolean },
): readonly Step[] =>
  endpoints.flatMap((endpoint) => {
    const spoilt = spoilersFor(endpoint, documented)
      .filter(isWanted)
      .map(({ of, draws = 1 }) => ({
        // Only what the spoiler spoils is to be wrong with it.
        step: stepAt(endpoint, documented, fc.tuple(of)).filter(({ body }) => !body.isWrong),
        numRuns: draws,
      }));
    const intact = { step: stepAt(endpoint, documented, fc.constant([])), numRuns: intactAt(endpoint) };
    return [...spoilt, intact].flatMap(({ step, numRuns }, n) => fc.sample(step, { seed: seed + n, numRuns }));
  });
