import type { RequestEvent } from "@taskward/application";

/** What is worth finding among many requests. */
export type EventName =
  | "account_disabled"
  | "authentication_failed"
  | "foreign_task"
  | "rate_limited"
  | "sign_in_failed"
  | "sign_in_succeeded"
  | "sign_up_refused"
  | "sign_up_succeeded"
  | "task_not_found";

const IN_PURPOSE: { readonly [purpose: string]: { readonly [status: number]: EventName } } = {
  sign_in: { 200: "sign_in_succeeded", 401: "sign_in_failed" },
  sign_up: { 201: "sign_up_succeeded", 409: "sign_up_refused" },
  // Somebody else's task, where strangers are told 403. With 404 nobody knows whether it is anybody's.
  task: { 403: "foreign_task", 404: "task_not_found" },
};

const ELSEWHERE: { readonly [status: number]: EventName } = {
  401: "authentication_failed",
  // Whoever is known by now may call: that their account is shut shows before.
  403: "account_disabled",
  429: "rate_limited",
};

/** The name under which a request is found again in log and metrics; null for the many that are as they should be. */
export const eventName = ({ purpose, status }: Pick<RequestEvent, "purpose" | "status">): EventName | null =>
  (purpose !== null && IN_PURPOSE[purpose]?.[status]) || (ELSEWHERE[status] ?? null);
