import type { Purpose } from "@taskward/application";
import type { User } from "@taskward/domain";
import type Koa from "koa";

/** What one request carries through the middleware. */
export interface State {
  requestId: string;
  /** The headers that every response to this request has. */
  headers: Record<string, string>;
  /** Who asks, once the token has been checked. */
  user?: User;
  /** What it is for, once that is known. */
  purpose?: Purpose;
  /** The code of the refusal, when it was one. */
  refused?: string;
  /** What kept it from being served, when that was not the caller's doing. */
  cause?: unknown;
}

/** What @koa/router adds to a context. */
export interface Routed {
  /** The parameters of the path as they were sent, still percent-encoded. */
  captures?: string[];
  /** Every route whose path fits, whatever its methods. */
  matched?: readonly { readonly methods: readonly string[] }[];
  _matchedRoute?: string | RegExp;
}

export type Context = Koa.ParameterizedContext<State, Routed>;
export type Middleware = Koa.Middleware<State, Routed>;
