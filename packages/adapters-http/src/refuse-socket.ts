import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type Refusal, refusalAnswer } from "./errors.js";
import { type HeadersFor, newRequestId, requestIdOf } from "./headers.js";

const PATIENCE = 2_000;

/**
 * Writes a refusal to a connection of which Node could make no whole request (`req`: as far as it came), and closes it:
 * our half at once, the other when the client has had time to read. Gives the id that the request got.
 */
export const refuseSocket = (
  socket: Duplex,
  refusal: Refusal,
  { headersFor, req }: { headersFor: HeadersFor; req: IncomingMessage | null },
): string => {
  const requestId = req ? requestIdOf(req) : newRequestId();
  const { status, headers, body } = refusalAnswer(refusal, requestId);
  const text = String(body);
  const lines = {
    ...headersFor(req, requestId),
    ...headers,
    Date: new Date().toUTCString(),
    "Content-Length": String(Buffer.byteLength(text)),
    Connection: "close",
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join("")}\r\n${text}`);
  const limit = setTimeout(() => socket.destroy(), PATIENCE);
  socket.once("close", () => clearTimeout(limit));
  return requestId;
};
