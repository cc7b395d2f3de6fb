import { setHeader } from "./draft.js";
import type { Endpoint } from "./endpoints.js";
import { type SpoilerKind, spoiler } from "./spoiler.js";

const NAME = "Authorization";
const fits = ({ needsToken }: Endpoint): boolean => needsToken;
const answered = [401] as const;

export const TOKEN_SPOILERS: readonly SpoilerKind[] = [
  spoiler({ name: "no token", part: "token", fits, answered, apply: (draft) => setHeader(draft, NAME, null) }),
  spoiler({
    name: "a bad token",
    part: "token",
    fits,
    answered,
    choices: [0, 1, 2, 3, 4, 5, 6],
    apply: (draft, choice, { world, person }) => {
      const tokens = world.target.badTokens(person.id);
      const token = tokens[choice % tokens.length];
      setHeader(draft, NAME, token === undefined ? null : `Bearer ${token}`);
    },
  }),
  spoiler({
    name: "no bearer token",
    part: "token",
    fits,
    answered,
    choices: [
      "",
      "Bearer",
      "Bearer  ",
      "Basic YW5uOmFubg==",
      "$token",
      "Bearer $token x",
      "Bearer, $token",
      "Bearer\t$token",
    ],
    apply: (draft, choice, { person }) => setHeader(draft, NAME, choice.replace("$token", person.token)),
  }),
  spoiler({
    name: "two tokens",
    part: "token",
    fits,
    answered,
    apply: (draft, _, { world, person }) => {
      setHeader(draft, NAME, `Bearer ${person.token}`);
      draft.headers.push([NAME, `Bearer ${world.other(person).token}`]);
    },
  }),
  spoiler({
    name: "a token elsewhere",
    part: "token",
    fits,
    answered,
    choices: ["query", "Cookie", "X-Authorization"],
    apply: (draft, place, { person }) => {
      setHeader(draft, NAME, null);
      if (place === "query") draft.query.push(`access_token=${person.token}`);
      else setHeader(draft, place, `Bearer ${person.token}`);
    },
  }),
];
