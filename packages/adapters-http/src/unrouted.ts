import { noContent } from "./answer.js";
import type { Context, Middleware } from "./context.js";
import { noSuchRoute, Refusal } from "./errors.js";
import { send } from "./send.js";

const EVERYWHERE = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** The methods that the routes of this path have; null when there is no such path. `*` is the whole server. */
const methodsOf = ({ path, state: { methods = [] } }: Context): readonly string[] | null => {
  if (path === "*") return EVERYWHERE;
  return methods.length > 0 ? methods : null;
};

/** What no route has answered: OPTIONS, a method the path has not got, a path there is not. */
export const unrouted: Middleware = (ctx) => {
  const methods = methodsOf(ctx);
  if (methods === null) throw noSuchRoute();
  const allow = { Allow: [...new Set([...methods, "OPTIONS"])].sort().join(", ") };
  if (ctx.method === "OPTIONS") return send(ctx, noContent(allow));
  throw new Refusal([405, "METHOD_NOT_ALLOWED"], `${ctx.method} is not possible here`, { headers: allow });
};
