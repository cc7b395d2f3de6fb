import type { Socket } from "node:net";

/** What Node's handle of a connection counts; libuv's own figures, which no public property tells. */
interface Handle {
  readonly bytesWritten: number;
  readonly writeQueueSize: number;
}

/** How many bytes of the answers the system has taken for the client; null when none are waiting. */
const takenBy = (socket: Socket): number | null => {
  const { _handle: handle } = socket as unknown as { readonly _handle: Handle | null };
  return handle && handle.writeQueueSize > 0 ? handle.bytesWritten - handle.writeQueueSize : null;
};

/**
 * Ends connections whose client took nothing of what it was answered since the last look, `every` milliseconds ago. A
 * timeout of the socket alone would not do: whoever keeps sending keeps it from running out. Gives what ends the looking.
 */
export const endUntakenAnswers = (sockets: ReadonlySet<Socket>, every: number): (() => void) => {
  let before = new Map<Socket, number>();
  const look = (): void => {
    const now = new Map<Socket, number>();
    for (const socket of sockets) {
      const taken = takenBy(socket);
      if (taken === null) continue;
      if (before.get(socket) === taken) socket.destroy();
      else now.set(socket, taken);
    }
    before = now;
  };
  const timer = setInterval(look, every).unref();
  return () => clearInterval(timer);
};
