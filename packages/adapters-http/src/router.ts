import { Router } from "@koa/router";
import type { Answer } from "./answer.js";
import type { Context, Middleware, Routed, State } from "./context.js";
import { send } from "./send.js";

export type ApiRouter = Router<State, Routed>;

/** Routes that match a path to the letter: case and trailing slash count. */
export const newRouter = (prefix = ""): ApiRouter =>
  new Router<State, Routed>({ prefix, sensitive: true, strict: true });

/** A route's work: from a request to its answer. */
export type Handler = (ctx: Context) => Answer | Promise<Answer>;

export const answering =
  (handler: Handler): Middleware =>
  async (ctx) =>
    send(ctx, await handler(ctx));
