import { type Draft, setHeader, setRaw } from "./draft.js";
import type { Endpoint } from "./endpoints.js";
import { type SpoilerKind, spoiler } from "./spoiler.js";

const fits = ({ body }: Endpoint): boolean => body !== null;

const LIMIT = 102_400;
const DEPTH = 20_000;

/** The text of an object, without white space around it. */
const textOf = ({ body }: Draft): string => {
  const text = body?.toString().trim() ?? "";
  return text.startsWith("{") ? text : '{"title":"a"}';
};

const NO_JSON: readonly ((text: string) => Buffer | string)[] = [
  () => "  \n",
  () => "not JSON",
  () => "{'title':'a'}",
  (text) => text.slice(0, -1),
  (text) => `${text}x`,
  (text) => `${text}${text}`,
  (text) => `${text}//`,
  (text) => `\ufeff${text}`,
  (text) => text.replace(/}$/, ",}"),
  (text) => Buffer.from(text, "utf16le"),
  () => '{"title":NaN}',
  () => '{"title":"a\nb"}',
  () => '{"title":01}',
  () => Buffer.from('{"title":"a\xff"}', "latin1"),
  () => Buffer.from('{"title":"\xed\xa0\x80"}', "latin1"),
];

const ensureBody = (draft: Draft): void => {
  if (draft.body === null || draft.body.length === 0) setRaw(draft, "{}");
};

export const BODY_SPOILERS: readonly SpoilerKind[] = [
  spoiler({
    name: "a body that is no JSON",
    part: "body",
    fits,
    answered: [400],
    choices: NO_JSON,
    apply: (draft, change) => setRaw(draft, change(textOf(draft))),
  }),
  spoiler({
    name: "no body",
    part: "body",
    fits: ({ needsBody }) => needsBody,
    answered: [400],
    apply: (draft) => setRaw(draft, ""),
  }),
  spoiler({
    name: "a repeated key in the body",
    part: "body",
    fits,
    answered: [400],
    choices: ['{"title":"a","title":"b"}', '{"completed":true,"c\\u006fmpleted":true}', '{"id":{"a":[{"b":1,"b":2}]}}'],
    apply: (draft, text) => setRaw(draft, text),
  }),
  spoiler({
    name: "a body that is nested deeply",
    part: "body",
    fits,
    answered: [422],
    choices: [
      ["[", "]"],
      ['{"a":', "}"],
    ],
    apply: (draft, [open, close]) =>
      setRaw(draft, `${open.repeat(DEPTH / open.length)}1${close.repeat(DEPTH / open.length)}`),
  }),
  spoiler({
    name: "another media type",
    fits,
    answered: [415],
    choices: [
      null,
      "",
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/json; charset=utf-16",
      "application/jsonp",
      "application/json, text/plain",
      "*/*",
    ],
    apply: (draft, type) => {
      ensureBody(draft);
      setHeader(draft, "Content-Type", type);
    },
  }),
  spoiler({
    name: "a compressed body",
    fits,
    answered: [415],
    choices: ["gzip", "br", "deflate", "identity, gzip", "x"],
    apply: (draft, coding) => {
      ensureBody(draft);
      setHeader(draft, "Content-Encoding", coding);
    },
  }),
  spoiler({
    name: "too large a body",
    part: "body",
    fits,
    answered: [413],
    choices: [LIMIT + 1, 150_000, 300_000],
    apply: (draft, size) => setRaw(draft, textOf(draft).padEnd(size)),
  }),
];
