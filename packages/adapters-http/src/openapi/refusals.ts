import { accountDisabled, DomainError, invalid, staleTask, taskNotFound, unauthenticated } from "@taskward/domain";
import { badRequest, Refusal, unsupportedMediaType } from "../errors.js";

interface Described {
  readonly description: string;
  /** Something that is refused in this way. */
  readonly error: unknown;
  /** Its headers, besides those of every response. */
  readonly headers?: readonly string[];
}

/** The refusals that operations name, each a reusable response. */
export const REFUSALS = {
  BadRequest: {
    description: "The request cannot be read: a body that is no JSON or repeats a key, a query that cannot be decoded",
    error: badRequest("The body is not valid JSON"),
  },
  Unauthorized: {
    description: "No token, or none that is good: expired, not yet valid, signed by somebody else; one body for all",
    error: unauthenticated(),
    headers: ["WWW-Authenticate"],
  },
  WrongPassword: {
    description: "The e-mail address or the password is wrong: the same answer for both",
    error: new DomainError("unauthenticated", "The e-mail address or the password is wrong"),
    headers: ["WWW-Authenticate"],
  },
  Forbidden: {
    description: "The account is disabled; or the task is somebody else's, on a server set to `FOREIGN_TASKS=forbid`",
    error: accountDisabled(),
  },
  NotFound: {
    description: "No such task, or somebody else's, or no possible id: one body for all",
    error: taskNotFound(),
  },
  Conflict: {
    description: "The e-mail address is taken",
    error: new DomainError("conflict", "This e-mail address is taken"),
  },
  PreconditionFailed: {
    description: "`If-Match` names another version; nothing was changed",
    error: staleTask(),
  },
  PayloadTooLarge: {
    description: "The body is too large: over 102 400 bytes",
    error: new Refusal([413, "PAYLOAD_TOO_LARGE"], "The body must not have more than 102400 bytes"),
  },
  UnsupportedMediaType: {
    description: "The body is not `application/json`, or compressed",
    error: unsupportedMediaType("The body must be sent as Content-Type: application/json"),
    headers: ["Accept"],
  },
  ValidationError: {
    description: "Understood, but not allowed; `details` names every field at fault",
    error: invalid({ path: "title", message: "is required" }, { path: "colour", message: "is not known here" }),
  },
  TooManyRequests: {
    description: "Too many requests",
    error: new DomainError("rate_limited", "Too many requests; please wait", { retryAfter: 30 }),
    headers: ["Retry-After", "RateLimit", "RateLimit-Policy"],
  },
  InternalError: {
    description: "A bug of ours; the server's log has the rest under the same request id",
    error: null,
  },
  ServiceUnavailable: {
    description: "The database is away, all its connections are in use, or the server is stopping",
    error: new DomainError("unavailable", "The database is away"),
    headers: ["Retry-After"],
  },
} as const satisfies Readonly<Record<string, Described>>;

export type RefusalName = keyof typeof REFUSALS;

/** The refusals that come before any operation: what HTTP itself asks for. */
export const PROTOCOL_REFUSALS: Readonly<Record<string, Described>> = {
  MethodNotAllowed: {
    description: "The path has not got this method; `Allow` names those it has",
    error: new Refusal([405, "METHOD_NOT_ALLOWED"], "PUT is not possible here"),
  },
  RequestTimeout: {
    description: "The request did not arrive in 15 seconds",
    error: new Refusal([408, "REQUEST_TIMEOUT"], "The request did not arrive in time"),
  },
  ExpectationFailed: {
    description: "`Expect` asks for something other than `100-continue`",
    error: new Refusal([417, "EXPECTATION_FAILED"], "The only expectation that can be met is 100-continue"),
  },
  HeadersTooLarge: {
    description: "The request's headers are too large",
    error: new Refusal([431, "REQUEST_HEADER_FIELDS_TOO_LARGE"], "The request's headers are too large"),
  },
};
