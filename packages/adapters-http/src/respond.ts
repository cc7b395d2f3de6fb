import type { RequestEvent } from "@taskward/application";
import { DomainError } from "@taskward/domain";
import { clientAddress } from "./client-address.js";
import type { Context, Middleware } from "./context.js";
import { Refusal, refusalAnswer, refusalOf } from "./errors.js";
import { requestIdOf } from "./headers.js";
import type { HttpApp } from "./http-app.js";
import { send } from "./send.js";

const withoutQuery = (url: string): string => {
  const mark = url.indexOf("?");
  return mark < 0 ? url : url.slice(0, mark);
};

const eventOf = ({ req, res, state }: Context, started: number, proxies: number): RequestEvent => ({
  kind: "request",
  requestId: state.requestId,
  method: req.method ?? "",
  path: withoutQuery(req.url ?? ""),
  route: state.route ?? null,
  purpose: state.purpose ?? null,
  status: res.statusCode,
  refused: state.refused ?? null,
  cause: state.cause ?? null,
  milliseconds: performance.now() - started,
  user: state.user?.id ?? null,
  address: clientAddress(req, proxies),
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
export const respond = (app: HttpApp): Middleware => {
  const { headersFor } = app;
  const { report, trustProxy } = app.settings;
  // Of those who come by a Koa application that this one is mounted in.
  const elsewhere = app.newEntrance();
  return async (ctx, next) => {
    const { state } = ctx;
    state.entrance ??= elsewhere;
    const { door, traffic } = state.entrance;
    const started = door.arrivalOf(ctx.req);
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
