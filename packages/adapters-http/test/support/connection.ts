import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Documented } from "@taskward/testing";
import type { Envelope } from "../../src/contracts/envelope.js";
import { expectProper } from "../../src/contracts/proper.js";
import { openApiDocument } from "../../src/openapi.js";

const documented = new Documented(openApiDocument({ localAccounts: false }));

export interface RawReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Envelope;
}

const headersOf = (lines: readonly string[]): Headers =>
  new Headers(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
  );

/** One connection to the API, byte by byte: what no HTTP client would send. */
export class Connection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #ended = false;
  #wake = (): void => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    socket.once("end", () => {
      this.#ended = true;
      this.#wake();
    });
    // A reset shows in that no answer comes.
    socket.on("error", () => {});
    socket.once("close", () => this.#wake());
  }

  static async to(port: number): Promise<Connection> {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    await once(socket, "connect");
    return new Connection(socket);
  }

  /** Text is sent as Latin-1: one byte for each character. */
  send(data: string | Buffer): this {
    this.#socket.write(typeof data === "string" ? Buffer.from(data, "latin1") : data);
    return this;
  }

  /** Sends, and reads nothing before everything is sent: as clients do that look for an answer only then. */
  async sendFirst(data: string): Promise<this> {
    this.#socket.pause();
    await new Promise<void>((resolve, reject) => {
      this.#socket.write(data, "latin1", (error) => (error ? reject(error) : resolve()));
    });
    this.#socket.resume();
    return this;
  }

  /** Sends a request and reads nothing of the answer. */
  stall(): void {
    this.#socket.pause();
    this.send(request("GET /"));
  }

  /** Says that nothing more will be sent. */
  end(): this {
    this.#socket.end();
    return this;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Resolves when the server has closed its half, having sent nothing more; rejects when it reset the connection. */
  async closed(): Promise<void> {
    while (!this.#ended) await this.#more();
    if (this.#received.length > 0) throw new Error(`not read yet: ${this.#received.toString()}`);
    this.#socket.destroy();
  }

  /** The next answer, read whole; `method` is that of the request it is to. Rejects when there comes none. */
  async next(method = "GET"): Promise<RawReply> {
    const head = await this.#until("\r\n\r\n");
    const [first = "", ...lines] = head.split("\r\n");
    const status = Number(first.split(" ")[1]);
    const headers = headersOf(lines);
    if (status < 200) return { status, headers, body: {} as Envelope };
    const bodiless = method === "HEAD" || status === 204 || status === 304;
    const text = bodiless ? "" : (await this.#take(Number(headers.get("content-length")))).toString();
    const answer = { status, headers, text };
    const body = expectProper(method, answer);
    documented.expectSomeAnswer(method, answer);
    return { status, headers, body };
  }

  async #more(): Promise<void> {
    if (this.#ended || this.#socket.destroyed) throw new Error(`connection ended after ${this.#received.toString()}`);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  async #until(mark: string): Promise<string> {
    while (!this.#received.includes(mark)) await this.#more();
    const text = await this.#take(this.#received.indexOf(mark) + mark.length);
    return text.toString("latin1").slice(0, -mark.length);
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#received.length < length) await this.#more();
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }
}

/** A request as text; Host and credentials are there unless `headers` say otherwise. */
export const request = (line: string, headers: Record<string, string | number> = {}, body = ""): string => {
  const all = { Host: "localhost", Authorization: "Bearer ann", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
};

/** A request that has a JSON body of this text. */
export const withBody = (line: string, body: string, headers: Record<string, string | number> = {}): string =>
  request(
    line,
    { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body, "latin1"), ...headers },
    body,
  );
