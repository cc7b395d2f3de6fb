import type { Header, Reference } from "./document.js";

/** The headers that responses may have, besides those of HTTP itself. */
export const HEADERS: Readonly<Record<string, Header>> = {
  "X-Request-Id": {
    description: "The caller's own when it matches the pattern, or else a new one; the server's log has it, too",
    required: true,
    schema: { type: "string", pattern: "^[A-Za-z0-9._-]{1,64}$" },
  },
  ETag: {
    description: "The task's version, for `If-Match` and `If-None-Match`",
    required: true,
    schema: { type: "string", pattern: '^"[1-9][0-9]*"$', examples: ['"1"'] },
  },
  Location: {
    description: "The path of the new task",
    required: true,
    schema: { type: "string", format: "uri-reference", examples: ["/api/v1/tasks/7"] },
  },
  "Retry-After": {
    description: "Seconds after which another try may succeed",
    required: true,
    schema: { type: "integer", minimum: 1 },
  },
  "WWW-Authenticate": {
    description: "The scheme of the token (RFC 6750)",
    required: true,
    schema: { type: "string", pattern: "^Bearer", examples: ["Bearer"] },
  },
  Accept: {
    description: "The media type that a body must have",
    required: true,
    schema: { type: "string", const: "application/json" },
  },
  "RateLimit-Policy": {
    description:
      "How many requests (`q`) in how many seconds (`w`): on every answer about tasks, where requests are limited",
    schema: { type: "string", examples: ['"tasks";q=600;w=60'] },
  },
  RateLimit: {
    description:
      "How many requests are left (`r`), and in how many seconds there are more (`t`); beside `RateLimit-Policy`",
    schema: { type: "string", examples: ['"tasks";r=599;t=42'] },
  },
};

/** References to these headers, and to those that every response has. */
export const headerRefs = (names: readonly string[]): Readonly<Record<string, Reference>> =>
  Object.fromEntries(["X-Request-Id", ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]));
