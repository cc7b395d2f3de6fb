import type { Draft } from "./draft.js";
import { setHeader } from "./draft.js";
import type { Endpoint } from "./endpoints.js";
import { type SpoilerKind, spoiler } from "./spoiler.js";
import { ORIGIN } from "./world.js";

const fits = ({ inPath }: Endpoint): boolean => inPath.some(({ name }) => name === "id");

const setId = (draft: Draft, { template }: Endpoint, id: string | number): void => {
  const [before = "", after = ""] = template.split("{id}");
  const start = draft.path.indexOf(before) + before.length;
  draft.path = draft.path.slice(0, start) + id + after;
};

const encodeIfNeeded = (id: string): string => (/^[\x21-\x7e]*$/.test(id) ? id : encodeURIComponent(id));

const BIG = "9".repeat(400);
const NO_IDS = [
  "0",
  "-1",
  "+1",
  "01",
  "1.0",
  "1e3",
  "0x1",
  "%31",
  "1%20",
  "%201",
  "1;a=1",
  "٥",
  "null",
  "__proto__",
  "..",
];
const NO_PATHS = ["%00", "%ff", "%2e%2e", "%zz", "9007199254740992", "9007199254740993", "9223372036854775808", BIG];

const VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "SEARCH"];

export const PATH_SPOILERS: readonly SpoilerKind[] = [
  spoiler({
    name: "somebody else's task",
    part: "path",
    fits,
    answered: ({ target }) => [target.foreign === "forbid" ? 403 : 404],
    apply: async (draft, _, { endpoint, before }) => setId(draft, endpoint, await before.foreignTask()),
  }),
  spoiler({
    name: "a task that is gone",
    part: "path",
    fits,
    answered: [404],
    apply: async (draft, _, { endpoint, before }) => setId(draft, endpoint, await before.deletedTask()),
  }),
  spoiler({
    name: "a task that there never was",
    part: "path",
    fits,
    answered: [404],
    choices: ["9007199254740991", "4503599627370496"],
    apply: (draft, id, { endpoint }) => setId(draft, endpoint, id),
  }),
  spoiler({
    name: "no id",
    part: "path",
    fits,
    answered: [404],
    choices: [...NO_IDS.map(encodeIfNeeded), ...NO_PATHS],
    apply: (draft, id, { endpoint }) => setId(draft, endpoint, id),
  }),
  spoiler({
    name: "another path",
    part: "path",
    answered: [404],
    choices: [
      (path) => path.toUpperCase(),
      (path) => `${path}//`,
      (path) => path.replace(/\/(?=[^/]*$)/, "//"),
      (path) => `${path}.json`,
      (path) => `${path}/x/y`,
      (path) => `/api/v2${path}`,
      (path) => `/.${path}`,
      (path) => `/x/..${path}`,
    ] as readonly ((path: string) => string)[],
    apply: (draft, change) => {
      draft.path = change(draft.path);
    },
  }),
  spoiler({
    name: "another method",
    part: "method",
    answered: [405],
    choices: [0, 1, 2, 3, 4, 5, 6, 7],
    apply: (draft, choice, { documented }) => {
      const known = documented.methods(draft.path).map((method) => method.toUpperCase());
      const others = VERBS.filter((verb) => !known.includes(verb));
      draft.method = others[choice % others.length] ?? "TRACE";
    },
  }),
  spoiler({
    name: "OPTIONS",
    part: "method",
    answered: [204],
    choices: [false, true],
    apply: (draft, isPreflight) => {
      draft.method = "OPTIONS";
      if (!isPreflight) return;
      setHeader(draft, "Origin", ORIGIN);
      setHeader(draft, "Access-Control-Request-Method", "PUT");
      setHeader(draft, "Access-Control-Request-Headers", "authorization,content-type");
    },
  }),
];
