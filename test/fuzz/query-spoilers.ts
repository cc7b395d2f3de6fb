import type { Documented } from "@taskward/testing";
import type { Draft } from "./draft.js";
import type { Endpoint } from "./endpoints.js";
import { isAllowedInQuery } from "./meaning.js";
import { type Spoiler, type SpoilerKind, spoiler } from "./spoiler.js";
import { wrongQueryTexts } from "./values.js";

const fits = ({ inQuery }: Endpoint): boolean => inQuery.length > 0;

const nameIn = (pair: string): string => pair.split("=", 1)[0] ?? "";

const setParameter = (draft: Draft, name: string, text: string): void => {
  const pair = `${name}=${encodeURIComponent(text)}`;
  draft.query = [...draft.query.filter((other) => nameIn(other) !== name), pair];
};

/** What cannot be judged by its schema: only the server knows which it has given out. */
const CURSOR = "cursor";

const DRAWS = 6;

/** For each parameter of the query, values that it cannot have. */
export const wrongValuesAt = ({ inQuery }: Endpoint, documented: Documented): readonly SpoilerKind[] =>
  inQuery
    .filter(({ name }) => name !== CURSOR)
    .map(({ name, schema }) => {
      const wrong = wrongQueryTexts(schema).filter((text) => !isAllowedInQuery(documented, schema, text));
      const spoiler = (text: string): Spoiler => ({
        name: `a wrong ${name} in the query`,
        part: "query",
        statuses: () => [422],
        apply: (draft) => setParameter(draft, name, text),
      });
      return { name: `a wrong ${name}`, fits, draws: DRAWS, of: wrong.map(spoiler) };
    });

export const QUERY_SPOILERS: readonly SpoilerKind[] = [
  spoiler({
    name: "a bad cursor",
    fits: ({ inQuery }) => inQuery.some(({ name }) => name === CURSOR),
    answered: [422],
    choices: ["", "abc", "W10", "e30", "!!", "bnVsbA", "WyJ0aXRsZSIsImEiLDFd=", "a".repeat(3_000)],
    apply: (draft, cursor) => setParameter(draft, CURSOR, cursor),
  }),
  spoiler({
    name: "an unknown key in the query",
    fits,
    answered: [422],
    choices: ["user_id=ann", "Limit=5", "limit[]=5", "=", "a", "__proto__=1", "constructor=1", "offset=0", "%00=1"],
    apply: (draft, pair) => {
      draft.query.push(pair);
    },
  }),
  spoiler({
    name: "a repeated key in the query",
    fits,
    answered: [422],
    choices: [
      ["limit=5", "limit=5"],
      ["limit=5", "limit=10"],
      ["completed=true", "completed=false"],
      ["q=a", "%71=b"],
      ["sort=title", "sort=title"],
    ],
    apply: (draft, pairs) => {
      draft.query.push(...pairs);
    },
  }),
  spoiler({
    name: "a query that cannot be decoded",
    fits,
    answered: [400],
    choices: ["q=%", "q=%zz", "q=%ff", "q=%ed%a0%80", "%c0%af=1", "q=%f4%90%80%80"],
    apply: (draft, pair) => {
      draft.query.push(pair);
    },
  }),
];
