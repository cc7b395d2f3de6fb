import type { RequestEvent } from "@taskward/application";
import type { EventName } from "./event-name.js";
import type { Redact } from "./redaction.js";

/** Longer than any path that has a route. */
const ORDINARY_PATH = 40;
const PATH = 200;

/** What an operator may have to look into even when little is logged. */
const SUSPICIOUS: ReadonlySet<EventName> = new Set<EventName>([
  "account_disabled",
  "foreign_task",
  "rate_limited",
  "sign_in_failed",
]);

/** The level at which a request is logged. */
export const requestLevel = (
  { status, purpose }: RequestEvent,
  event: EventName | null,
): "debug" | "info" | "warn" | "error" => {
  if (purpose === "probe") return status >= 500 ? "warn" : "debug";
  if (status >= 500) return "error";
  return event !== null && SUSPICIOUS.has(event) ? "warn" : "info";
};

const shownPath = ({ path, route }: RequestEvent, redact: Redact): string =>
  route !== null && path.length <= ORDINARY_PATH ? path : redact(path.slice(0, 4 * PATH)).slice(0, PATH);

/** A request as it stands in the log; `null` says that there is none, so that every line has the same fields. */
export const requestFields = (
  request: RequestEvent,
  event: EventName | null,
  redact: Redact,
): Readonly<Record<string, unknown>> => ({
  ...(event !== null && { event }),
  request_id: request.requestId,
  method: request.method,
  route: request.route,
  path: shownPath(request, redact),
  status: request.status,
  ...(request.refused !== null && { code: request.refused }),
  duration_ms: Math.round(request.milliseconds * 100) / 100,
  user_id: request.user,
  client: request.address,
});
