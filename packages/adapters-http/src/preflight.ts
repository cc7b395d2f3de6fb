import { noContent } from "./answer.js";
import type { Context, Middleware } from "./context.js";
import { send } from "./send.js";

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
const HEADERS = "Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id";
const MAX_AGE = "7200";

const isPreflight = ({ method, req }: Context): boolean =>
  method === "OPTIONS" &&
  req.headers.origin !== undefined &&
  req.headers["access-control-request-method"] !== undefined;

/** Answers CORS preflights (Fetch standard) without asking who calls; an origin that is not allowed is told nothing. */
export const preflight: Middleware = (ctx, next) => {
  if (!isPreflight(ctx)) return next();
  const allowed = ctx.state.headers["Access-Control-Allow-Origin"] !== undefined;
  // An allowed origin may send any header: those of tracing libraries, for one.
  const headers = ctx.req.headers["access-control-request-headers"] ?? HEADERS;
  const permission = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": headers,
    "Access-Control-Max-Age": MAX_AGE,
  };
  return send(ctx, noContent(allowed ? permission : {}));
};
