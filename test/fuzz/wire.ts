import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** An answer, and how it was written. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Its header names in lower case, in their order. */
  readonly names: readonly string[];
}

/** An answer may take this long, in milliseconds; longer is a hang. */
const PATIENCE = 8_000;
const END = Buffer.from("\r\n\r\n");
const NEXT = Buffer.from("HTTP/1.1 ");
/** The method of a request of which nobody knows what it says. */
export const UNKNOWN = "?";

const headOf = (text: string): Omit<Answer, "text"> => {
  const [first = "", ...lines] = text.split("\r\n");
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
  if (!Number.isInteger(status)) throw new Error(`no answer begins with ${JSON.stringify(first.slice(0, 80))}`);
  return { status, headers: new Headers(fields), names: fields.map(([name]) => name.toLowerCase()) };
};

/** How long the body is; null when the head has not come whole. */
const lengthOf = ({ status, headers }: Pick<Answer, "status" | "headers">, method: string): number => {
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) return 0;
  const length = Number(headers.get("content-length") ?? Number.NaN);
  if (!Number.isInteger(length)) throw new Error(`a ${status} without Content-Length`);
  return length;
};

/** One connection: sends any bytes, and reads whatever answers come. */
export class Wire {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #ended = false;
  #fault: Error | null = null;
  #wake = (): void => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (data) => {
      this.#received = Buffer.concat([this.#received, data]);
      this.#wake();
    });
    socket.on("error", (error) => {
      this.#fault = error;
    });
    for (const event of ["end", "close"])
      socket.on(event, () => {
        this.#ended = true;
        this.#wake();
      });
  }

  static async to(url: string): Promise<Wire> {
    const { hostname: host, port } = new URL(url);
    const socket = connect({ host, port: Number(port), allowHalfOpen: true, noDelay: true });
    await once(socket, "connect");
    return new Wire(socket);
  }

  /** Whether another request can be sent. */
  get isOpen(): boolean {
    return !this.#ended && this.#received.length === 0;
  }

  send(bytes: Buffer): this {
    this.#socket.write(bytes);
    return this;
  }

  /** Says that nothing more will be sent. */
  end(): this {
    this.#socket.end();
    return this;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** The next final answer, to a request with this method; null when the server has closed instead. */
  async answer(method: string): Promise<Answer | null> {
    for (;;) {
      const end = await this.#find();
      if (end === null) return null;
      const head = headOf(this.#take(end).toString("latin1"));
      this.#take(END.length);
      const text = await this.#text(head, method);
      if (head.status >= 200) return { ...head, text };
    }
  }

  async #text(head: Pick<Answer, "status" | "headers">, method: string): Promise<string> {
    const length = lengthOf(head, method);
    if (method === UNKNOWN && length > 0 && (await this.#isBodiless())) return "";
    while (this.#received.length < length)
      if (!(await this.#more())) throw new Error(`an answer of ${length} bytes ended after ${this.#received.length}`);
    const bytes = this.#take(length);
    const text = bytes.toString();
    if (!Buffer.from(text).equals(bytes)) throw new Error("an answer that is no UTF-8");
    return text;
  }

  /** Whether nothing but the next answer, or the end, comes after a head: it is one to HEAD. */
  async #isBodiless(): Promise<boolean> {
    while (this.#received.length < NEXT.length) if (!(await this.#more())) break;
    return this.#received.length === 0 || this.#received.indexOf(NEXT) === 0;
  }

  async #find(): Promise<number | null> {
    for (;;) {
      const at = this.#received.indexOf(END);
      if (at >= 0) return at;
      if (await this.#more()) continue;
      if (this.#fault) throw new Error(`the connection broke: ${this.#fault.message}`);
      if (this.#received.length > 0) throw new Error(`half an answer: ${this.#received.toString("latin1")}`);
      return null;
    }
  }

  /** Waits for more bytes; false when there come none. Throws when nothing happens at all. */
  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const had = this.#received.length;
    let patience: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      this.#wake = resolve;
      patience = setTimeout(() => reject(new Error(`no answer in ${PATIENCE / 1000} seconds: it hangs`)), PATIENCE);
    }).finally(() => clearTimeout(patience));
    return this.#received.length > had || !this.#ended;
  }

  #take(length: number): Buffer {
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }
}
