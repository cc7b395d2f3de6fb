import type { IncomingMessage } from "node:http";
import type { Authenticate } from "@taskward/application";
import { DomainError, type User, unauthenticated } from "@taskward/domain";
import type { Context } from "./context.js";
import { Refusal, refusalOf } from "./errors.js";
import { timesSent } from "./raw-headers.js";

const TOKEN_LENGTH = 8_192;

// RFC 6750, section 2.1; the name of the scheme in any case.
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

const bearerToken = (req: IncomingMessage): string => {
  const token = BEARER.exec(req.headers.authorization ?? "")?.[1];
  // Of two Authorization headers Node shows the first; a proxy may have checked the second.
  if (token === undefined || token.length > TOKEN_LENGTH || timesSent(req, "authorization") > 1)
    throw unauthenticated();
  return token;
};

/** RFC 6750, section 3: `error` only for those who did send a bearer token, if a bad one. */
const explained = (error: unknown, req: IncomingMessage): unknown => {
  const refused = error instanceof DomainError && error.code === "unauthenticated";
  if (!refused || !/^bearer\b/i.test(req.headers.authorization ?? "")) return error;
  const { status, code, message } = refusalOf(unauthenticated());
  return new Refusal([status, code], message, { headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' } });
};

/** Finds out who calls: from the Authorization header, and from nothing else. */
export const callerOf =
  (authenticate: Authenticate) =>
  async (ctx: Context): Promise<User> => {
    try {
      const user = await authenticate(bearerToken(ctx.req));
      ctx.state.user = user;
      return user;
    } catch (error) {
      throw explained(error, ctx.req);
    }
  };
