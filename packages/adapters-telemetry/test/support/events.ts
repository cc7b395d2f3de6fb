import type { RequestEvent } from "@taskward/application";

type UserId = NonNullable<RequestEvent["user"]>;

/** Ann reads a task of hers; `more` says what was otherwise. */
export const request = (more: Partial<RequestEvent> = {}): RequestEvent => ({
  kind: "request",
  requestId: "request-1",
  method: "GET",
  path: "/api/v1/tasks/12",
  route: "/api/v1/tasks/:id",
  purpose: "task",
  status: 200,
  refused: null,
  cause: null,
  milliseconds: 1.23456,
  user: "ann" as UserId,
  address: "192.0.2.7",
  ...more,
});

/** The same, but refused. */
export const refused = (status: number, more: Partial<RequestEvent> = {}): RequestEvent =>
  request({ status, refused: `CODE_${status}`, ...more });
