import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { type Faults, Link } from "./link.js";

/** A network between a client and a TCP server that fails when it is told to. */
export interface FaultProxy {
  /** The server's URL by way of this network. */
  readonly url: string;
  /** How many connections go through it now. */
  readonly connections: number;
  /** No fault from now on; what was held back by `delay` or `blackhole` is delivered, as TCP would. */
  pass(): void;
  /** Everything takes so many milliseconds more in each direction. */
  delay(milliseconds: number): void;
  /** The next bytes that the server sends on each connection are lost. */
  drop(bytes: number): void;
  /** Nothing gets through and nobody is told, new connections included, until `pass`. */
  blackhole(): void;
  /** Every connection ends in an RST on both sides. */
  reset(): void;
  /** The client of every connection is told that the server will send no more; the other direction stays open. */
  halfClose(): void;
  /** Every connection, new ones too, is reset when the server has sent so many more bytes. */
  cutAfter(bytes: number): void;
  /** New connections reach the server only after so many milliseconds. */
  connectAfter(milliseconds: number): void;
  /**
   * The connection on which a client sends its n-th message from now breaks: before that gets through, or after the server
   * has done what it says and before the answer gets back.
   */
  breakAt(n: number, when: "before" | "after"): void;
  /** Whether that is still to come. */
  readonly isAboutToBreak: boolean;
  close(): Promise<void>;
}

export const openFaultProxy = async (target: string): Promise<FaultProxy> => {
  const { hostname, port } = new URL(target);
  const links = new Set<Link>();
  const faults: Faults = { held: false, delay: 0, connectDelay: 0, cutAfter: Number.POSITIVE_INFINITY, breaking: null };
  const listener = createServer({ allowHalfOpen: true }, (client) => {
    const link = new Link(client, { host: hostname, port: Number(port) }, faults);
    links.add(link);
    link.onClosed(() => links.delete(link));
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const url = new URL(target);
  url.port = String((listener.address() as AddressInfo).port);

  const each = (act: (link: Link) => void): void => {
    for (const link of links) act(link);
  };
  return {
    url: url.href,
    get connections() {
      return links.size;
    },
    pass: () => {
      Object.assign(faults, {
        held: false,
        delay: 0,
        connectDelay: 0,
        cutAfter: Number.POSITIVE_INFINITY,
        breaking: null,
      });
      each((link) => link.heal());
    },
    delay: (milliseconds) => {
      faults.delay = milliseconds;
    },
    drop: (bytes) => each((link) => link.lose(bytes)),
    blackhole: () => {
      faults.held = true;
    },
    reset: () => each((link) => link.reset()),
    halfClose: () => each((link) => link.halfClose()),
    cutAfter: (bytes) => {
      faults.cutAfter = bytes;
      each((link) => link.cutAfter(bytes));
    },
    connectAfter: (milliseconds) => {
      faults.connectDelay = milliseconds;
    },
    breakAt: (left, when) => {
      faults.breaking = { left, when };
    },
    get isAboutToBreak() {
      return faults.breaking !== null;
    },
    close: async () => {
      const closed = once(listener, "close");
      listener.close();
      each((link) => link.reset());
      await closed;
    },
  };
};
