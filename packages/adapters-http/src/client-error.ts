import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Report } from "@taskward/application";
import { plainAddress } from "./client-address.js";
import { badRequest, Refusal } from "./errors.js";
import type { HeadersFor } from "./headers.js";
import type { Turns } from "./in-turn.js";
import { refuseSocket } from "./refuse-socket.js";
import { unreadRequest } from "./unread-request.js";

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

const late = (): Refusal => new Refusal([408, "REQUEST_TIMEOUT"], "The request did not arrive in time");

const broken = (): Refusal => badRequest("The request is not valid HTTP");

const refusalFor = (code: string | undefined): Refusal => {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return late();
  if (code === "HPE_HEADER_OVERFLOW")
    return new Refusal([431, "REQUEST_HEADER_FIELDS_TOO_LARGE"], "The request's headers are too large");
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW")
    return new Refusal([413, "PAYLOAD_TOO_LARGE"], "The body's chunk extensions are too large");
  return broken();
};

/** What answering a client's errors takes. */
export interface ClientErrors {
  readonly turns: Turns;
  readonly headersFor: HeadersFor;
  readonly report?: Report | undefined;
}

/**
 * Answers, in the envelope, what Node refuses itself: broken requests, late ones, and CONNECT. Not before the requests ahead
 * of it are answered, whose client would take the refusal for theirs. Cuts off who reads nothing.
 */
export const answerClientErrors = (server: Server, { turns, headersFor, report }: ClientErrors): void => {
  const refuse = (socket: Duplex, refusal: Refusal): void => {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const res = turns.latest(socket);
    const req = res && !res.req.complete && !res.headersSent ? res.req : null;
    const requestId = refuseSocket(socket, refusal, { headersFor, req });
    const { remoteAddress = "" } = socket as Partial<Socket>;
    report?.(unreadRequest(refusal, requestId, plainAddress(remoteAddress)));
  };
  const refuseInTurn = (socket: Duplex, refusal: Refusal): void =>
    turns.afterLast(socket, () => refuse(socket, refusal));

  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuseInTurn(socket, refusalFor(error.code)));

  // Where a client asks for another protocol, Node's parser does not mind that its body ends too early.
  server.on("connection", (socket: Socket) => {
    socket.once("end", () => {
      const res = turns.latest(socket);
      if (res && !res.req.complete) refuseInTurn(socket, broken());
    });
  });

  server.on("timeout", (socket: Socket) => {
    const res = turns.latest(socket);
    if (res === undefined) refuse(socket, late());
    else if (res.headersSent) socket.destroy();
    else if (!res.req.complete) refuse(socket, late());
    // Otherwise it is not the client that is slow.
  });

  server.on("connect", (_req, socket) => {
    // Node has taken its own listener off, and an error that nobody hears, such as a reset, would end the process.
    socket.on("error", () => {});
    const headers = { Allow: METHODS };
    refuseInTurn(socket, new Refusal([405, "METHOD_NOT_ALLOWED"], "CONNECT is not possible here", { headers }));
  });
};
