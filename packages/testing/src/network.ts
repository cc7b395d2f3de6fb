import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A network between a client and a server on this machine, which can be made to fail. */
export class Network {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #listener: Server | null = null;
  #port = 0;
  #swallowing = false;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  /** The server's URL by way of this network. */
  get url(): string {
    return Object.assign(new URL(this.#target), { port: String(this.#port) }).href;
  }

  /** From now on nothing gets through in either direction, and nobody is told; new connections, too. */
  swallow(): void {
    this.#swallowing = true;
  }

  /** From now on everything gets through. What was swallowed stays lost: those connections are cut. */
  heal(): void {
    this.#swallowing = false;
    this.#cut();
  }

  /** Takes connections, at the same port each time. */
  async listen(): Promise<void> {
    this.#listener = createServer((client) => this.#join(client)).listen(this.#port, "127.0.0.1");
    await once(this.#listener, "listening");
    this.#port = (this.#listener.address() as AddressInfo).port;
  }

  /** Refuses new connections and cuts those there are, until `listen`. */
  async refuse(): Promise<void> {
    const closed = this.#listener && once(this.#listener, "close");
    this.#listener?.close();
    this.#listener = null;
    this.#cut();
    await closed;
  }

  #join(client: Socket): void {
    const server = connect(Number(this.#target.port), this.#target.hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on("data", (bytes) => this.#swallowing || to.write(bytes));
      from.on("error", () => {});
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

export const openNetwork = async (target: string): Promise<Network> => {
  const network = new Network(target);
  await network.listen();
  return network;
};
