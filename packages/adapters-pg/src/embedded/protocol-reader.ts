import { type Message, RowParser } from "../run/row-parser.js";

const parser = new RowParser();

/**
 * The messages of PostgreSQL's protocol that these bytes are, which must be whole; read as pg does. PGlite's own reader loses
 * a U+FEFF at the start of a text, which it takes for a byte order mark: so would one user become another.
 */
export const messagesIn = ({ buffer, byteOffset, byteLength }: Uint8Array): Message[] => {
  const messages: Message[] = [];
  parser.parse(Buffer.from(buffer, byteOffset, byteLength), (message) => messages.push(message));
  return messages;
};
