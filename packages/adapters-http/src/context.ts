import type { Purpose } from "@taskward/application";
import type { User } from "@taskward/domain";
import type Koa from "koa";
import type { Entrance } from "./entrance.js";

/** What one request carries through the middleware. */
export interface State {
  /** Where it came in. */
  entrance: Entrance<Context>;
  requestId: string;
  /** The headers that every response to this request has. */
  headers: Record<string, string>;
  /** The pattern of the route that answers, `/api/v1/tasks/:id`, once it is found. */
  route?: string;
  /** The parameters of the path as they were sent, still percent-encoded. */
  captures?: readonly string[];
  /** The methods of the routes that the path fits, when no route answers. */
  methods?: readonly string[];
  /** Who asks, once the token has been checked. */
  user?: User;
  /** What it is for, once that is known. */
  purpose?: Purpose;
  /** The code of the refusal, when it was one. */
  refused?: string;
  /** What kept it from being served, when that was not the caller's doing. */
  cause?: unknown;
}

export type Context = Koa.ParameterizedContext<State>;
export type Middleware = Koa.Middleware<State>;
