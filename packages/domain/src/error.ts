/** Everything Taskward may refuse with. Each face translates a code once: HTTP to a status, the CLI to a sentence. */
export type ErrorCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "stale"
  | "rate_limited"
  | "unavailable";

/** One field at fault, e.g. `{ path: "title", message: "must have 1 to 200 characters" }`. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A refusal that the caller may be told about. Whatever else is thrown is a bug. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  /** Every field at fault; only with `invalid`. */
  readonly faults: readonly Fault[];
  /** Seconds after which a retry may succeed; only with `rate_limited` and `unavailable`. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { faults?: readonly Fault[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "DomainError";
    this.code = code;
    this.faults = more.faults ?? [];
    this.retryAfter = more.retryAfter;
  }
}

/** What is said of no field in particular has an empty path. */
const sentence = ({ path, message }: Fault): string => (path === "" ? message : `${path} ${message}`);

/** `invalid`, naming each field at fault. */
export const invalid = (...faults: readonly Fault[]): DomainError =>
  new DomainError("invalid", faults.map(sentence).join("; "), { faults });

/** Throws `invalid`, naming each field at fault, when there is one. */
export const refuse = (faults: readonly Fault[]): void => {
  if (faults.length > 0) throw invalid(...faults);
};

/** What a check that throws `invalid` finds; none where it throws nothing. */
export const faultsOf = (check: () => unknown): readonly Fault[] => {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") return error.faults;
    throw error;
  }
};

/** One message for a task that is missing and for one that is somebody else's. */
export const taskNotFound = (): DomainError => new DomainError("not_found", "Task not found");

/** `If-Match` or its like named a version that is no longer the stored one. */
export const staleTask = (): DomainError =>
  new DomainError("stale", "The task has changed since you read it; nothing was saved");

/** One message for every reason why a caller is not let in. */
export const unauthenticated = (): DomainError =>
  new DomainError("unauthenticated", "A valid bearer token is required");

/** For administrators: there is nobody with this id. */
export const userNotFound = (): DomainError => new DomainError("not_found", "User not found");

/** An administrator has shut the account. */
export const accountDisabled = (): DomainError => new DomainError("forbidden", "This account is disabled");
