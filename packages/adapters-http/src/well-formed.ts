import type { IncomingMessage } from "node:http";
import type { Middleware } from "./context.js";
import { badRequest, Refusal } from "./errors.js";
import { timesSent } from "./raw-headers.js";

// RFC 3986: a registered name, an IPv4 or [IPv6] address, and a port; neither user nor path.
const HOST = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i;

const checkHost = (req: IncomingMessage): void => {
  // HTTP/2, of a server that this is mounted in, has :authority in the place of Host (RFC 9113, section 8.3.1).
  const host = req.headers.host ?? req.headers[":authority"]?.toString();
  if (host === undefined && req.httpVersion === "1.0") return;
  if (host === undefined || !HOST.test(host) || timesSent(req, "host") > 1)
    throw badRequest("Exactly one valid Host header is required");
};

const ABSOLUTE = /^https?:\/\/[^/?#]*([^#]*)$/i;

/** Puts a target in absolute form (`http://host/path`) into origin form (`/path`): RFC 9112, section 3.2. */
const toOriginForm = (req: IncomingMessage): void => {
  const target = req.url ?? "";
  if (target.includes("#")) throw badRequest("The request target must not have a fragment");
  if (target.startsWith("/") || target === "*") return;
  const rest = ABSOLUTE.exec(target)?.[1];
  if (rest === undefined) throw badRequest("The request target is not one of this server's");
  req.url = rest.startsWith("/") ? rest : `/${rest}`;
};

const checkExpectation = ({ headers: { expect } }: IncomingMessage): void => {
  if (expect !== undefined && expect.toLowerCase() !== "100-continue")
    throw new Refusal([417, "EXPECTATION_FAILED"], "The only expectation that can be met is 100-continue");
};

/** Refuses requests that would mean different things to different readers of them. */
export const wellFormed: Middleware = (ctx, next) => {
  checkHost(ctx.req);
  toOriginForm(ctx.req);
  checkExpectation(ctx.req);
  return next();
};
