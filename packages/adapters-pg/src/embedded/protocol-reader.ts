import { EventEmitter } from "node:events";
import { parse } from "pg-protocol";

/**
 * Reads the messages of PostgreSQL's protocol as pg does. PGlite's own reader loses a U+FEFF at the start of a text, which it
 * takes for a byte order mark: so would one user become another.
 */
export class ProtocolReader<Message> {
  readonly #bytes = new EventEmitter();
  #messages: Message[] = [];

  constructor() {
    // It hears of bytes by the events of a stream, and of nothing else.
    void parse(this.#bytes as unknown as NodeJS.ReadableStream, (message) => {
      this.#messages.push(message as unknown as Message);
    });
  }

  /** The messages that these bytes are; they must be whole. */
  read({ buffer, byteOffset, byteLength }: Uint8Array): Message[] {
    this.#messages = [];
    this.#bytes.emit("data", Buffer.from(buffer, byteOffset, byteLength));
    return this.#messages;
  }
}
