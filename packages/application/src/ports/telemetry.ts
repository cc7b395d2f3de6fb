import type { UserId } from "@taskward/domain";

/** What a request was for, where that tells those who watch over the service something. */
export type Purpose = "sign_in" | "sign_up" | "task" | "probe";

/** One request that has been answered. */
export interface RequestEvent {
  readonly kind: "request";
  readonly requestId: string;
  readonly method: string;
  /** Without the query string, which may hold what must not be logged. */
  readonly path: string;
  /** The pattern of the route, e.g. `/api/v1/tasks/:id`; null for an unknown one. */
  readonly route: string | null;
  /** `task`: one task, named by its id. `probe`: somebody looks whether the service is well. Null: nothing of note. */
  readonly purpose: Purpose | null;
  /** As HTTP numbers them. */
  readonly status: number;
  /** The code of the refusal, e.g. `NOT_FOUND`; null for a success. */
  readonly refused: string | null;
  /** What kept a request with status 503 from being served, for the log alone; null for any other. */
  readonly cause: unknown;
  readonly milliseconds: number;
  /** Null where nobody had to say who they are, or nobody could. */
  readonly user: UserId | null;
  /** Whence it came. */
  readonly address: string;
}

/** Something went wrong that is nobody's refusal: a bug, or what happens outside every request. */
export interface FaultEvent {
  readonly kind: "fault";
  /** Null when it happened outside every request; in one, the caller was told this and nothing else. */
  readonly requestId: string | null;
  readonly error: unknown;
}

/** Something in the life of the process, in a sentence. */
export interface NoticeEvent {
  readonly kind: "notice";
  readonly message: string;
}

/** What those who log and count are told. It never holds a token, a header, a body or a query string. */
export type TelemetryEvent = RequestEvent | FaultEvent | NoticeEvent;

/** Takes note of an event. Never throws and never waits: whoever reports goes on at once. */
export type Report = (event: TelemetryEvent) => void;

/** The figures of this moment, written as a monitoring system reads them. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Asks for the figures. */
export type ExposeMetrics = () => Promise<Exposition>;
