import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { DomainError } from "@taskward/domain";
import { answerClientErrors } from "./client-error.js";
import { markWaiting } from "./expect.js";
import type { HttpApp } from "./http-app.js";
import { Turns } from "./in-turn.js";
import { stopListening, stopServer } from "./stop-server.js";
import { endUntakenAnswers } from "./untaken-answers.js";

/** Where to listen. */
export interface ServerOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly address: AddressInfo;
  /** Takes no new connections; those that are there go on. For several servers on one port, before any of them is closed. */
  stopListening(): void;
  /**
   * Stops: not ready any more, no new connections; what is under way is answered, or gets 503 after `graceSeconds` (10).
   * Resolves when every connection is closed, to whether everything was answered in time. May be called twice.
   */
  close(graceSeconds?: number): Promise<boolean>;
}

// A client too slow with its request is cut off after at most 15 + 2 seconds.
const OPTIONS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 2_000,
  // Longer than the 60 seconds that common proxies keep a connection, so that it is they who close it.
  keepAliveTimeout: 65_000,
  // A missing Host is refused in our own form.
  requireHostHeader: false,
};
// And one on whose connection nothing happens. A database that hangs is given up sooner.
const SILENCE = 9_000;
// And one that takes nothing of its answer after at most twice this, even if it goes on sending.
const UNTAKEN = 7_500;
const BACKLOG = 2_048;
/** Seconds. */
const GRACE = 10;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use already",
  EACCES: "that port is reserved for the administrator",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "there is no such host",
};

const listen = (server: Server, { host, port }: ServerOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      const reason = REASONS[error.code ?? ""] ?? error.message;
      reject(new DomainError("unavailable", `Cannot listen on ${host} port ${port}: ${reason}`, { cause: error }));
    };
    server.once("error", fail);
    server.listen({ host, port, backlog: BACKLOG }, () => {
      server.off("error", fail);
      resolve();
    });
  });

const openSockets = (server: Server): ReadonlySet<Socket> => {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return sockets;
};

const urlOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;

/** Serves the API over HTTP/1.1. Rejects with `unavailable`, saying why, when it cannot listen there. */
export const startServer = async (app: HttpApp, options: ServerOptions): Promise<RunningServer> => {
  const server = createServer(OPTIONS);
  server.timeout = SILENCE;
  // A client that has closed its half, as `nc -N` does, still reads.
  (server as Server & { httpAllowHalfOpen: boolean }).httpAllowHalfOpen = true;
  // How large they may be is limited; of more than 2000 Node would drop the rest, an If-Match among them, in silence.
  server.maxHeadersCount = 0;
  const entrance = app.newEntrance();
  const turns = new Turns();
  const serve = turns.inTurn(app.listener(entrance));
  const serveExpecting: RequestListener = (req, res) => {
    markWaiting(req);
    return serve(req, res);
  };
  const sockets = openSockets(server);
  server.on("connection", () => entrance.door.connected());
  server.once("close", endUntakenAnswers(sockets, UNTAKEN));
  answerClientErrors(server, { turns, headersFor: app.headersFor, report: app.settings.report });
  server.on("request", serve);
  server.on("checkContinue", serveExpecting);
  server.on("checkExpectation", serveExpecting);
  await listen(server, options);
  // Such as too many open files: the connection is lost, the server goes on.
  server.on("error", (error) => app.settings.report?.({ kind: "fault", requestId: null, error }));

  const address = server.address() as AddressInfo;
  let closed: Promise<boolean> | undefined;
  return {
    url: urlOf(address),
    address,
    stopListening: () => void stopListening(server),
    close: (graceSeconds = GRACE) => {
      closed ??= stopServer({ server, entrance, sockets }, graceSeconds);
      return closed;
    },
  };
};
