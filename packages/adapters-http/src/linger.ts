import type { IncomingMessage } from "node:http";

const MILLISECONDS = 5_000;
const BYTES = 16 * 1024 * 1024;

/**
 * Ends a connection whose client may still be sending. Closing it at once would reset it, and the client might lose
 * the answer; so our half is closed and what still comes is thrown away, within limits (RFC 9112, section 9.6).
 */
export const linger = (req: IncomingMessage): void => {
  const { socket } = req;
  let discarded = 0;
  const limit = setTimeout(() => socket.destroy(), MILLISECONDS);
  socket.once("close", () => clearTimeout(limit));
  req.on("data", (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > BYTES) socket.destroy();
  });
  req.once("end", () => socket.destroySoon());
  socket.end();
  req.resume();
};
