/** A request in the making. Texts are what goes over the wire, one byte for each character. */
export interface Draft {
  method: string;
  path: string;
  /** Each `name=value`, percent-encoded. */
  query: string[];
  headers: [name: string, value: string][];
  body: Buffer | null;
  /** What the body says when it is JSON; undefined when it is none, or there is none. */
  json: unknown;
  /** Sent in chunks of this many bytes; null: with a Content-Length. */
  chunk: number | null;
}

const isNamed =
  (name: string) =>
  ([other]: readonly [string, string]): boolean =>
    other.toLowerCase() === name.toLowerCase();

export const headerOf = ({ headers }: Draft, name: string): string | undefined => headers.find(isNamed(name))?.[1];

/** Leaves one header of this name, or none. */
export const setHeader = (draft: Draft, name: string, value: string | null): void => {
  const others = draft.headers.filter((header) => !isNamed(name)(header));
  draft.headers = value === null ? others : [...others, [name, value]];
};

/** How a JSON text may be written; all say the same. */
const SPELLINGS: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => ` \r\n${JSON.stringify(value, null, "\t")}\n`,
  (value) =>
    JSON.stringify(value).replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
];

export const setJson = (draft: Draft, json: unknown, spelling: number): void => {
  draft.json = json;
  draft.body = Buffer.from(SPELLINGS[spelling % SPELLINGS.length]?.(json) ?? "");
};

/** A body that is no JSON. */
export const setRaw = (draft: Draft, body: Buffer | string): void => {
  draft.json = undefined;
  draft.body = Buffer.from(body);
};

export const targetOf = ({ path, query }: Draft): string => (query.length > 0 ? `${path}?${query.join("&")}` : path);

const chunked = (body: Buffer, size: number): Buffer => {
  const parts: (string | Buffer)[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    parts.push(`${part.length.toString(16)}\r\n`, part, "\r\n");
  }
  return Buffer.concat([...parts, "0\r\n\r\n"].map((part) => Buffer.from(part)));
};

/** The request as it goes over the wire. */
export const bytesOf = (draft: Draft): Buffer => {
  const { method, headers, body, chunk } = draft;
  const framing =
    body === null
      ? []
      : chunk === null
        ? [["Content-Length", String(body.length)]]
        : [["Transfer-Encoding", "chunked"]];
  const lines = [...headers, ...framing].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`${method} ${targetOf(draft)} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1");
  if (body === null) return head;
  return Buffer.concat([head, chunk === null ? body : chunked(body, chunk)]);
};
