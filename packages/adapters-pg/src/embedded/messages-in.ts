import { type Message, RowParser } from "../run/row-parser.js";

/**
 * The messages of PostgreSQL's protocol that these bytes are, which must be whole, and stay as they are while rows are read;
 * PGlite gives a copy. Read as pg does: PGlite's own reader loses a U+FEFF at the start of a text, which it takes for a byte
 * order mark: so would one user become another.
 */
export const messagesIn = ({ buffer, byteOffset, byteLength }: Uint8Array): Message[] => {
  const messages: Message[] = [];
  new RowParser().parse(Buffer.from(buffer, byteOffset, byteLength), (message) => messages.push(message));
  return messages;
};
