import type { RequestLimit } from "@taskward/application";
import { DomainError } from "@taskward/domain";
import type { Edge } from "./edge.js";

const WINDOW_SECONDS = 60;

/**
 * The edge of routes that a user may call only so often. Says in the RateLimit headers what is left
 * (draft-ietf-httpapi-ratelimit-headers).
 */
export const limitRequests = (edge: Edge, limit: RequestLimit | null): Edge => {
  if (limit === null) return edge;
  return {
    ...edge,
    caller: async (ctx) => {
      const user = await edge.caller(ctx);
      const allowance = await limit.take(user.id);
      const { headers } = ctx.state;
      headers["RateLimit-Policy"] = `"tasks";q=${allowance.limit};w=${WINDOW_SECONDS}`;
      headers["RateLimit"] = `"tasks";r=${allowance.remaining};t=${allowance.resetSeconds}`;
      if (!allowance.allowed)
        throw new DomainError("rate_limited", "Too many requests; please wait", { retryAfter: allowance.resetSeconds });
      return user;
    },
  };
};
