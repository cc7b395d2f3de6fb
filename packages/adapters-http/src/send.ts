import type { Answer } from "./answer.js";
import type { Context } from "./context.js";
import { isWaiting } from "./expect.js";
import { linger } from "./linger.js";

/** A body up to this size is read and thrown away by Node, and the connection goes on. */
const SMALL = 102_400;

/** Whether a body is still to come, or may come, that nobody is going to read. */
const leavesBody = ({ req }: Context, { status }: Answer): boolean =>
  // In HTTP/2 other requests share the connection.
  req.httpVersionMajor < 2 &&
  !req.complete &&
  (status === 413 || isWaiting(req) || Number(req.headers["content-length"]) > SMALL);

/**
 * Ends the response with its body, all of it in one write. `end(body)` would add an empty one, and have the system take a
 * list of two: 2 µs more. A response that is not yet the connection's turn has no socket.
 */
const endWith = ({ req, res }: Context, body: string | Buffer, encoding: BufferEncoding): void => {
  const { socket } = res;
  if (socket === null || req.httpVersionMajor >= 2) res.end(body, encoding);
  else {
    socket.cork();
    res.write(body, encoding);
    socket.uncork();
    res.end();
  }
};

/** Writes the answer; does nothing when the request has been answered already. */
export const send = (ctx: Context, answer: Answer): void => {
  const { req, res } = ctx;
  if (res.headersSent) return;
  const { status, body } = answer;
  const bytes = Buffer.byteLength(body ?? "");
  const closing = leavesBody(ctx, answer);
  if (closing) res.shouldKeepAlive = false;
  const headers = Object.assign(ctx.state.headers, answer.headers);
  if (body !== null) headers["Content-Length"] = String(bytes);
  res.writeHead(status, headers);
  if (closing && body !== null && req.method !== "HEAD") res.write(body, () => linger(req));
  // A text with as many bytes as units is ASCII, for which Node has the shorter way.
  else if (body !== null) endWith(ctx, body, bytes === body.length ? "latin1" : "utf8");
  else res.end();
};
