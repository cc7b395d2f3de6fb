import type { Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate as immediate, setTimeout as wait } from "node:timers/promises";
import { DomainError } from "@taskward/domain";
import type { Context } from "./context.js";
import type { Entrance } from "./entrance.js";
import { refuse } from "./respond.js";

/** How long a connection may be quiet, in milliseconds, before it counts as idle. */
const QUIET = 250;
const LAST_WORDS = 250;

/**
 * Closes connections that nothing is under way on, again and again until `closed`. Not at once, as http's own `close`
 * does: a request may be on its way on a connection that only looks idle, and would be lost.
 */
const closeIdleConnections = async (server: Server, sockets: Iterable<Socket>, closed: AbortSignal): Promise<void> => {
  while (!closed.aborted) {
    await wait(QUIET, undefined, { signal: closed }).catch(() => undefined);
    // Right after what has arrived was read, so that no request is left unread on a connection that looks idle.
    await immediate();
    server.closeIdleConnections();
    // To Node a connection is not idle until its first request.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }
};

/** Answers 503 to whatever cannot be waited for any longer. */
const abandon = (server: Server, { traffic, door }: Entrance<Context>): void => {
  door.open();
  for (const ctx of traffic.underWay) refuse(ctx, new DomainError("unavailable", "stopping"));
  setTimeout(() => server.closeAllConnections(), LAST_WORDS);
};

/** What there is to stop. */
export interface Stoppable {
  readonly server: Server;
  readonly entrance: Entrance<Context>;
  /** Every connection that is open. */
  readonly sockets: ReadonlySet<Socket>;
}

/** Takes no new connections; resolves when the last one is closed. Closes none itself, as http's own `close` would. */
export const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => NetServer.prototype.close.call(server, () => resolve()));

/** Stops a server as `RunningServer.close` says. */
export const stopServer = async ({ server, entrance, sockets }: Stoppable, graceSeconds: number): Promise<boolean> => {
  entrance.traffic.drain();
  const closed = new AbortController();
  let inTime = true;
  const grace = setTimeout(() => {
    inTime = false;
    abandon(server, entrance);
  }, graceSeconds * 1000);
  const idle = closeIdleConnections(server, sockets, closed.signal);
  await stopListening(server);
  clearTimeout(grace);
  closed.abort();
  await idle;
  // Nothing is left to close; this ends http's own clock.
  server.close();
  return inTime;
};
