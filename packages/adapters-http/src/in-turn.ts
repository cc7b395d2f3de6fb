import { type RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Whose turn it is on each connection of a server: one request after the other. */
export class Turns {
  readonly #latest = new WeakMap<Duplex, ServerResponse>();
  readonly #last = new WeakSet<Duplex>();

  /**
   * Serves the requests of one connection one after the other: of those that a client sends without waiting for answers,
   * each is begun when the answer to the one before is out. Node would begin hundreds at once, and keep all their answers
   * for a client that need not read any. On a connection that is lost meanwhile the rest is never begun.
   */
  inTurn(serve: RequestListener): RequestListener {
    const begin: RequestListener = (req, res) => {
      this.#latest.set(req.socket, res);
      return serve(req, res);
    };
    return (req, res) => {
      // Node gives a response its socket when it is that response's turn: at once, as a rule.
      if (res.socket !== null) return begin(req, res);
      res.assignSocket = (socket: Socket) => {
        if (this.#last.has(socket) && !req.complete) return;
        ServerResponse.prototype.assignSocket.call(res, socket);
        begin(req, res);
      };
    };
  }

  /** The response whose turn it is, or was last; undefined before the first request. */
  latest(socket: Duplex): ServerResponse | undefined {
    return this.#latest.get(socket);
  }

  /**
   * Calls `then` when everything on a connection is answered that can be: no more requests are to be read from it, and one
   * that has not come whole is not begun any more, though an answer that has begun is ended. Only the first call counts.
   */
  afterLast(socket: Duplex, then: () => void): void {
    if (this.#last.has(socket)) return;
    this.#last.add(socket);
    this.#whenAnswered(socket, then);
  }

  #whenAnswered(socket: Duplex, then: () => void): void {
    const res = this.#latest.get(socket);
    // Without its socket it is out, and there is no next, which would have got the socket at the same time.
    if (res?.socket && (res.req.complete || res.headersSent)) res.once("close", () => this.#whenAnswered(socket, then));
    else then();
  }
}
