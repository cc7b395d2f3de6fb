import { Socket } from "node:net";
import { DelayLine } from "./delay-line.js";

/** What is wrong with the network at the moment. Times are milliseconds. */
export interface Faults {
  held: boolean;
  delay: number;
  connectDelay: number;
  cutAfter: number;
  /** After how many more messages of a client its connection breaks: before it gets through, or before it is answered. */
  breaking: { left: number; readonly when: "before" | "after" } | null;
}

/** One connection through the proxy: a client's and one to the server, and what is on its way between them. */
export class Link {
  readonly #client: Socket;
  readonly #server = new Socket({ allowHalfOpen: true });
  readonly #up: DelayLine;
  readonly #down: DelayLine;
  readonly #faults: Faults;
  #breaks = false;
  #toLose = 0;
  #toSend: number;

  constructor(client: Socket, target: { host: string; port: number }, faults: Faults) {
    const server = this.#server;
    this.#client = client;
    this.#faults = faults;
    this.#toSend = faults.cutAfter;
    this.#up = new DelayLine(faults);
    this.#down = new DelayLine(faults);
    this.#up.carry(() => server.connect(target), faults.connectDelay);
    for (const [from, to, line] of [
      [client, server, this.#up],
      [server, client, this.#down],
    ] as const) {
      from.setNoDelay(true);
      from.on("error", () => {});
      from.on("end", () => line.carry(() => to.end()));
      from.on("close", () => line.carry(() => to.destroy()));
    }
    client.on("data", (bytes) => this.#up.carry(() => this.#send(bytes)));
    server.on("data", (bytes) => this.#down.carry(() => this.#deliver(bytes)));
  }

  /** Calls back when neither side is connected any more. */
  onClosed(done: () => void): void {
    let open = 2;
    for (const socket of [this.#client, this.#server]) socket.once("close", () => --open === 0 && done());
  }

  /** Delivers what was held back. */
  heal(): void {
    this.#toLose = 0;
    this.#toSend = Number.POSITIVE_INFINITY;
    this.#up.flush();
    this.#down.flush();
  }

  lose(bytes: number): void {
    this.#toLose = bytes;
  }

  cutAfter(bytes: number): void {
    this.#toSend = bytes;
  }

  reset(): void {
    this.#up.clear();
    this.#down.clear();
    for (const socket of [this.#client, this.#server])
      if (socket.pending) socket.destroy();
      else socket.resetAndDestroy();
  }

  halfClose(): void {
    this.#down.clear();
    this.#client.end();
  }

  #send(bytes: Buffer): void {
    const { breaking } = this.#faults;
    if (breaking !== null && --breaking.left === 0) {
      this.#faults.breaking = null;
      this.#breaks = true;
      if (breaking.when === "before") this.reset();
    }
    if (!this.#server.destroyed) this.#server.write(bytes);
  }

  #deliver(bytes: Buffer): void {
    if (this.#breaks) this.reset();
    const lost = Math.min(bytes.length, this.#toLose);
    this.#toLose -= lost;
    const rest = bytes.subarray(lost, lost + this.#toSend);
    this.#toSend -= rest.length;
    if (rest.length > 0 && this.#client.writable) this.#client.write(rest);
    if (this.#toSend === 0) this.#client.end(() => this.reset());
  }
}
