import type { Context } from "./context.js";

/** The path the client used, the prefix that the API is mounted at included. */
export const pathUsed = ({ originalUrl, path, req }: Context): string => {
  const url = (req as { originalUrl?: string }).originalUrl ?? originalUrl;
  return url.startsWith("/") ? (url.split("?", 1)[0] ?? path) : path;
};

/** The prefix that the API is mounted at, `/todo`; "" when it is mounted nowhere. */
export const prefixUsed = (ctx: Context): string => {
  const used = pathUsed(ctx);
  return used.endsWith(ctx.path) ? used.slice(0, -ctx.path.length) : "";
};
