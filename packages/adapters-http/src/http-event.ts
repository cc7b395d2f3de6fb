import type { UserId } from "@taskward/domain";

/** One request that has been answered. */
export interface RequestEvent {
  readonly kind: "request";
  readonly requestId: string;
  readonly method: string;
  /** Without the query string, which may hold what must not be logged. */
  readonly path: string;
  /** The pattern of the route, e.g. `/api/v1/tasks/:id`; null for an unknown one. */
  readonly route: string | null;
  readonly status: number;
  /** The code of the refusal, e.g. `NOT_FOUND`; null for a success. */
  readonly refused: string | null;
  readonly milliseconds: number;
  /** Null where nobody had to say who they are, or nobody could. */
  readonly user: UserId | null;
  readonly address: string;
}

/** Something thrown that is no refusal: a bug. The caller was told the request id and nothing else. */
export interface FaultEvent {
  readonly kind: "fault";
  /** Null when it happened outside every request. */
  readonly requestId: string | null;
  readonly error: unknown;
}

/** What the API tells those who log and count. It never holds a token, a header, a body or a query string. */
export type HttpEvent = RequestEvent | FaultEvent;
