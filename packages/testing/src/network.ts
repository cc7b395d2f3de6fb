import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A network between a client and a server, which can be made to fail. */
export interface Network {
  /** The server's URL by way of this network. */
  readonly url: string;
  /** From now on nothing gets through in either direction, and nobody is told; new connections, too. */
  swallow(): void;
  /** From now on everything gets through. What was swallowed stays lost: those connections are cut. */
  heal(): void;
  /** Refuses new connections and cuts those there are, until `listen`. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

export const openNetwork = async (target: string): Promise<Network> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let swallowing = false;

  const join = (client: Socket): void => {
    const server = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => swallowing || to.write(bytes));
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  };
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  let listener: Server | null = null;
  const listen = async (at: number): Promise<number> => {
    listener = createServer(join).listen(at, "127.0.0.1");
    await once(listener, "listening");
    const address = listener.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  };
  const refuse = async (): Promise<void> => {
    const closed = listener && once(listener, "close");
    listener?.close();
    listener = null;
    cut();
    await closed;
  };

  const own = await listen(0);
  const url = new URL(target);
  url.port = String(own);
  return {
    url: url.href,
    swallow: () => {
      swallowing = true;
    },
    heal: () => {
      swallowing = false;
      cut();
    },
    refuse,
    listen: async () => {
      await listen(own);
    },
    close: refuse,
  };
};
