import type { RequestEvent } from "@taskward/application";
import type { Refusal } from "./errors.js";

/** What is reported of a request that was refused before it could be read. */
export const unreadRequest = (refusal: Refusal, requestId: string, address: string): RequestEvent => ({
  kind: "request",
  requestId,
  method: "-",
  path: "",
  route: null,
  purpose: null,
  status: refusal.status,
  refused: refusal.code,
  cause: null,
  milliseconds: 0,
  user: null,
  address,
});
