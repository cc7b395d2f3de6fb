import { DomainError, type ErrorCode, type Fault } from "@taskward/domain";
import { type Answer, answer } from "./answer.js";

const STATUS = {
  invalid: [422, "VALIDATION_ERROR"],
  unauthenticated: [401, "UNAUTHORIZED"],
  forbidden: [403, "FORBIDDEN"],
  not_found: [404, "NOT_FOUND"],
  conflict: [409, "CONFLICT"],
  stale: [412, "PRECONDITION_FAILED"],
  rate_limited: [429, "RATE_LIMITED"],
  unavailable: [503, "SERVICE_UNAVAILABLE"],
} as const satisfies Record<ErrorCode, readonly [number, string]>;

/** Said instead of the error's own words: of these two the caller learns nothing more. */
const MESSAGE: { readonly [C in ErrorCode]?: string } = {
  // One text for every 404, so that no two of them can be told apart.
  not_found: "Not found",
  unavailable: "The service is not available at the moment; please try again",
};

/** A request that is not served, as HTTP says it. */
export class Refusal extends Error {
  readonly status: number;
  /** The code of the envelope, e.g. `NOT_FOUND`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: readonly Fault[];

  constructor(
    [status, code]: readonly [number, string],
    message: string,
    more: { headers?: Readonly<Record<string, string>>; details?: readonly Fault[] } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.details = more.details ?? [];
  }
}

export const badRequest = (message: string): Refusal => new Refusal([400, "BAD_REQUEST"], message);

export const unsupportedMediaType = (message: string): Refusal =>
  new Refusal([415, "UNSUPPORTED_MEDIA_TYPE"], message, { headers: { Accept: "application/json" } });

export const noSuchRoute = (): Refusal => refusalOf(new DomainError("not_found", ""));

const headersOf = ({ code, retryAfter = 1 }: DomainError): Record<string, string> => {
  if (code === "unauthenticated") return { "WWW-Authenticate": "Bearer" };
  if (code !== "rate_limited" && code !== "unavailable") return {};
  return { "Retry-After": String(Math.max(1, Math.ceil(retryAfter))) };
};

/** What the caller is told of anything thrown; of a bug, nothing. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (!(error instanceof DomainError))
    return new Refusal([500, "INTERNAL_ERROR"], "Something went wrong on our side; please try again later");
  return new Refusal(STATUS[error.code], MESSAGE[error.code] ?? error.message, {
    headers: headersOf(error),
    details: error.faults,
  });
};

/** The envelope of refusal: `{"success": false, "error": {"code", "message", "details"?, "request_id"}}`. */
export const refusalAnswer = ({ status, code, message, details, headers }: Refusal, requestId: string): Answer =>
  answer(
    status,
    JSON.stringify({
      success: false,
      error: { code, message, details: details.length > 0 ? details : undefined, request_id: requestId },
    }),
    headers,
  );
