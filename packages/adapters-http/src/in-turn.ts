import { type RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Serves the requests of one connection one after the other: of those that a client sends without waiting for answers,
 * each is begun when the answer to the one before is out. Node would begin hundreds at once, and keep all their answers for
 * a client that need not read any. On a connection that is lost meanwhile the rest is never begun.
 */
export const inTurn =
  (serve: RequestListener): RequestListener =>
  (req, res) => {
    // Node gives a response its socket when it is that response's turn: at once, as a rule.
    if (res.socket !== null) return serve(req, res);
    res.assignSocket = (socket: Socket) => {
      ServerResponse.prototype.assignSocket.call(res, socket);
      serve(req, res);
    };
  };
