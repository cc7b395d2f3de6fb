import { expect } from "chai";
import type { Envelope } from "./envelope.js";

const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  vary: "Origin",
};

const CODES: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  408: "REQUEST_TIMEOUT",
  409: "CONFLICT",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  417: "EXPECTATION_FAILED",
  422: "VALIDATION_ERROR",
  429: "RATE_LIMITED",
  431: "REQUEST_HEADER_FIELDS_TOO_LARGE",
  500: "INTERNAL_ERROR",
  503: "SERVICE_UNAVAILABLE",
};

// A stack, a path of ours, a statement, a hash: none of them is anybody's business.
const INSIDE = /\.[cm]?[jt]s:\d+|node_modules|packages\/|node:|\bselect \S+ from\b|insert into|\$argon2/i;

const BESIDE: Readonly<Record<number, string>> = {
  401: "www-authenticate",
  405: "allow",
  429: "retry-after",
  503: "retry-after",
};

const expectRefusal = (status: number, { success, error }: Envelope, headers: Headers): void => {
  expect(success).to.equal(false);
  expect(error.code).to.equal(CODES[status]);
  expect(error.message).to.be.a("string").that.is.not.empty;
  expect(error.request_id).to.equal(headers.get("x-request-id"));
  const needed = BESIDE[status];
  if (needed !== undefined) expect(headers.get(needed), needed).to.be.a("string").that.is.not.empty;
};

const expectHeaders = (headers: Headers): void => {
  for (const [name, value] of Object.entries(EVERYWHERE)) expect(headers.get(name), name).to.equal(value);
  expect(headers.get("x-request-id")).to.match(/^[A-Za-z0-9._-]{1,64}$/);
  for (const name of ["x-powered-by", "server"]) expect(headers.has(name), name).to.equal(false);
  if (headers.get("access-control-allow-credentials"))
    expect(headers.get("access-control-allow-origin")).not.equal("*");
};

/** Checks what every answer must have, whatever was asked; gives its body. */
export const expectProper = (
  method: string,
  { status, headers, text }: { status: number; headers: Headers; text: string },
): Envelope => {
  expectHeaders(headers);
  if (method === "HEAD" || status === 204 || status === 304) {
    expect(text).to.equal("");
    return {} as Envelope;
  }
  expect(headers.get("content-type")).to.equal("application/json; charset=utf-8");
  const body = JSON.parse(text) as Envelope;
  if (status >= 400) expectRefusal(status, body, headers);
  else expect(body).to.deep.include({ success: true }).and.to.include.keys("message", "data");
  expect(text).not.to.match(INSIDE);
  return body;
};
