import { type Draft, setHeader, setJson } from "./draft.js";
import type { Endpoint } from "./endpoints.js";
import { type SpoilerKind, spoiler } from "./spoiler.js";
import type { FuzzTarget } from "./world.js";

const etagOf = (version: unknown): string => `"${Number(version)}"`;

const VERSION_SPOILERS: readonly SpoilerKind[] = [
  spoiler({
    name: "another version",
    fits: ({ inHeaders }) => inHeaders.has("if-match"),
    answered: [412],
    choices: ['"0"', '"999999"', 'W/"$"', "$", '"a"', '""', "", '"0$"', '"999", "998"', '"$'],
    apply: (draft, tag, { task }) => setHeader(draft, "If-Match", tag.replace("$", String(task?.["version"]))),
  }),
  spoiler({
    name: "the version that is known already",
    fits: ({ inHeaders }) => inHeaders.has("if-none-match"),
    answered: [304],
    choices: ["$", "W/$", '"999", $', "*"],
    apply: (draft, tag, { task }) => setHeader(draft, "If-None-Match", tag.replace("$", etagOf(task?.["version"]))),
  }),
];

const isLimited = ({ countsTries, rateLimit }: FuzzTarget, id: string): boolean =>
  id === "signUp" || id === "signIn" ? countsTries : rateLimit > 0;

const PROTOCOL_SPOILERS: readonly SpoilerKind[] = [
  spoiler({
    name: "no good Host",
    part: "host",
    answered: [400],
    choices: [null, "a@b", "a/b", "a b", "[::1", "localhost:x"],
    apply: (draft, host) => setHeader(draft, "Host", host),
  }),
  spoiler({
    name: "two Hosts",
    part: "host",
    answered: [400],
    apply: (draft) => {
      setHeader(draft, "Host", "localhost");
      draft.headers.push(["host", "evil.example"]);
    },
  }),
  spoiler({
    name: "a fragment in the target",
    part: "path",
    answered: [400],
    apply: (draft) => {
      draft.path += "#x";
    },
  }),
  spoiler({
    name: "an expectation that nobody knows",
    answered: [417],
    choices: ["a miracle", "200-ok", "100-continue, x"],
    apply: (draft, expectation) => setHeader(draft, "Expect", expectation),
  }),
  spoiler({
    name: "headers that are too large",
    answered: [431],
    apply: (draft) => setHeader(draft, "X-Long", "x".repeat(20_000)),
  }),
  spoiler({
    name: "too many requests",
    part: "body",
    fits: ({ statuses }) => statuses.includes("429"),
    slow: true,
    answered: ({ target }, { id }) => (isLimited(target, id) ? [429] : []),
    apply: async (draft, _, { before, endpoint, world }) => {
      if (isLimited(world.target, endpoint.id)) await before.tooOften(draft, endpoint);
    },
  }),
];

const isFor =
  (id: string) =>
  (endpoint: Endpoint): boolean =>
    endpoint.id === id;

const change = (draft: Draft, members: object): void =>
  setJson(draft, { ...(draft.json as object | undefined), ...members }, 0);

const ACCOUNT_SPOILERS: readonly SpoilerKind[] = [
  spoiler({
    name: "an e-mail that is taken",
    part: "body",
    fits: isFor("signUp"),
    slow: true,
    answered: [409],
    choices: [(email) => email, (email) => ` ${email.toUpperCase()} `] as readonly ((email: string) => string)[],
    apply: async (draft, spelt, { before }) => {
      const { email } = await before.account();
      setJson(draft, { email: spelt(email), password: "some other password" }, 0);
    },
  }),
  spoiler({
    name: "a password that is easily guessed",
    part: "body",
    fits: isFor("signUp"),
    answered: [422],
    choices: ["password", "12345678", "Iloveyou1", "TaskWard", "qwertyuiop"],
    apply: (draft, password) => change(draft, { password }),
  }),
  spoiler({
    name: "a wrong password",
    part: "body",
    fits: isFor("signIn"),
    slow: true,
    answered: [401],
    apply: async (draft, _, { before }) => {
      const { email } = await before.account();
      setJson(draft, { email, password: "not the password" }, 0);
    },
  }),
  spoiler({
    name: "an e-mail that nobody has",
    part: "body",
    fits: isFor("signIn"),
    slow: true,
    answered: [401],
    choices: ["@example.com", "", "\0", " "],
    apply: (draft, tail, { world }) => change(draft, { email: `nobody.${world.name}${tail}` }),
  }),
];

export const OTHER_SPOILERS: readonly SpoilerKind[] = [...VERSION_SPOILERS, ...PROTOCOL_SPOILERS, ...ACCOUNT_SPOILERS];
