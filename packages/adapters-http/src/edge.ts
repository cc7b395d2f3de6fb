import type { User } from "@taskward/domain";
import type { Context } from "./context.js";

/** What routes learn of a request before their own work begins. */
export interface Edge {
  /** Who calls. Rejects with `unauthenticated`, `forbidden`, `rate_limited` or `unavailable`. */
  caller(ctx: Context): Promise<User>;
  /** The JSON body. Rejects as `readJson` does, and as `caller` when whoever was let in is not any more by the time it is there. */
  body(ctx: Context): Promise<unknown>;
  /** The same where a body may be left out: undefined when it is. */
  bodyIfAny(ctx: Context): Promise<unknown>;
  /** Whence the request came, as limits count it. */
  address(ctx: Context): string;
}
