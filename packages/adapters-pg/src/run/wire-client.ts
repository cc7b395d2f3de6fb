import type { Duplex } from "node:stream";
import pg, { type ClientConfig } from "pg";
import { type Message, RowParser } from "./row-parser.js";

interface Connection {
  attachListeners(stream: Duplex): void;
  emit(name: string, message: Message): void;
}

interface Startup {
  getStartupConf(): Record<string, string>;
}

const { getStartupConf } = pg.Client.prototype as unknown as Startup;

/** A client whose rows are read off the wire, and whose session tells times, where they are asked for as text, in one form. */
export class WireClient extends pg.Client {
  constructor(config?: ClientConfig) {
    super(config);
    const connection = this.connection as unknown as Connection;
    connection.attachListeners = (stream) => {
      const parser = new RowParser();
      const tell = (message: Message): void =>
        connection.emit(message.name === "error" ? "errorMessage" : message.name, message);
      stream.on("data", (bytes: Buffer) => parser.parse(bytes, tell));
    };
  }

  // PgBouncer keeps track of both settings, and compares them as text: in other words than the server's own it would set
  // them again before each transaction.
  getStartupConf(): Record<string, string> {
    return { ...getStartupConf.call(this as unknown as Startup), TimeZone: "UTC", DateStyle: "ISO, MDY" };
  }
}
