import type { RequestEvent } from "@taskward/application";
import { DomainError } from "@taskward/domain";
import { clientAddress } from "./client-address.js";
import type { Context, Middleware } from "./context.js";
import { Refusal, refusalAnswer, refusalOf } from "./errors.js";
import { requestIdOf } from "./headers.js";
import type { HttpApp } from "./http-app.js";
import { send } from "./send.js";

const eventOf = (ctx: Context, started: number, proxies: number): RequestEvent => ({
  kind: "request",
  requestId: ctx.state.requestId,
  method: ctx.method,
  path: (ctx.req.url ?? "").split("?", 1)[0] ?? "",
  route: ctx.state.route ?? null,
  purpose: ctx.state.purpose ?? null,
  status: ctx.res.statusCode,
  refused: ctx.state.refused ?? null,
  cause: ctx.state.cause ?? null,
  milliseconds: performance.now() - started,
  user: ctx.state.user?.id ?? null,
  address: clientAddress(ctx.req, proxies),
});

const isBug = (error: unknown): boolean => !(error instanceof Refusal || error instanceof DomainError);

/** Answers with what the caller may know of an error. */
export const refuse = (ctx: Context, error: unknown): void => {
  const refusal = refusalOf(error);
  ctx.state.refused = refusal.code;
  if (refusal.status === 503) ctx.state.cause = (error as Error).cause ?? error;
  send(ctx, refusalAnswer(refusal, ctx.state.requestId));
};

/** The outermost middleware: gives the request its id and headers, whatever is thrown an answer, and reports it. */
export const respond = ({ settings: { report, trustProxy }, headersFor, traffic }: HttpApp): Middleware => {
  return async (ctx, next) => {
    const started = performance.now();
    const { state } = ctx;
    ctx.respond = false;
    state.requestId = requestIdOf(ctx.req);
    state.headers = headersFor(ctx.req, state.requestId);
    traffic.enter(ctx);
    try {
      await next();
    } catch (error) {
      refuse(ctx, error);
      if (isBug(error)) report?.({ kind: "fault", requestId: state.requestId, error });
    } finally {
      traffic.leave(ctx);
      report?.(eventOf(ctx, started, trustProxy));
    }
  };
};
