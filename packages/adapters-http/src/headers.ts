import { randomFillSync } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { saidByProxy } from "./client-address.js";

const SHARED = {
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  Vary: "Origin",
};

const EXPOSED = "X-Request-Id, ETag, Location, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate";

// scheme://host or scheme://host:port, nothing after it: what a browser sends as Origin.
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@*,]+$/;

const corsHeaders = (origin: string): Record<string, string> => {
  if (!ORIGIN.test(origin)) throw new TypeError(`not an origin: ${origin}`);
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": EXPOSED,
  };
};

const cameByTls = (req: IncomingMessage, proxies: number): boolean =>
  (req.socket as Partial<TLSSocket>).encrypted === true ||
  saidByProxy(req, "x-forwarded-proto", proxies)?.toLowerCase() === "https";

const ID_BYTES = 16;
// Filled again when used up: asking the system each time would cost more than the rest of it.
const random = Buffer.alloc(256 * ID_BYTES);
let used = random.length;

/** 128 random bits as 32 hexadecimal digits, from which nobody learns how many requests others make. */
export const newRequestId = (): string => {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const id = random.toString("hex", used, used + ID_BYTES);
  used += ID_BYTES;
  return id;
};

/** The caller's X-Request-Id when it can do no harm in a log, or else a new one. */
export const requestIdOf = (req: IncomingMessage): string => {
  const sent = req.headers["x-request-id"];
  return typeof sent === "string" && /^[A-Za-z0-9._-]{1,64}$/.test(sent) ? sent : newRequestId();
};

export type HeadersFor = (req: IncomingMessage | null, requestId: string) => Record<string, string>;

/**
 * The headers of every response, refusals included: request id, security, and CORS for an origin that is allowed
 * exactly. Throws TypeError when one of `corsOrigins` is no origin.
 */
export const responseHeaders = (corsOrigins: readonly string[], proxies: number): HeadersFor => {
  const byOrigin = new Map(corsOrigins.map((origin) => [origin, { ...SHARED, ...corsHeaders(origin) }]));
  return (req, requestId) => {
    const headers: Record<string, string> = {
      "X-Request-Id": requestId,
      ...(byOrigin.get(req?.headers.origin ?? "") ?? SHARED),
    };
    if (req && cameByTls(req, proxies)) headers["Strict-Transport-Security"] = "max-age=31536000";
    return headers;
  };
};
