import { Parser } from "pg-protocol/dist/parser.js";
import { WireRow } from "./wire-row.js";

/** A message of PostgreSQL's protocol. */
export interface Message {
  readonly name: string;
}

/** What pg's parser keeps to itself. */
interface MessageParser {
  parse(bytes: Buffer, callback: (message: Message) => void): void;
  handlePacket(offset: number, code: number, length: number, bytes: Buffer): Message;
}

const DATA_ROW = 0x44;

/** pg's parser, but for rows, which it would take apart into texts before anybody has said what is needed of them. */
export class RowParser extends (Parser as unknown as new () => MessageParser) {
  override handlePacket(offset: number, code: number, length: number, bytes: Buffer): Message {
    return code === DATA_ROW ? new WireRow(bytes, offset) : super.handlePacket(offset, code, length, bytes);
  }
}
