import { isUtf8 } from "node:buffer";
import { badRequest } from "./errors.js";
import { withExactKeys } from "./exact-keys.js";

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

interface Written {
  /** How many members the objects of the text have: as many as it has colons outside strings. */
  readonly members: number;
  /** Whether there is a key with an escape in it. */
  readonly escapedKey: boolean;
}

const writtenIn = (json: string): Written => {
  let members = 0;
  let escapedKey = false;
  let inString = false;
  let stringEscapes = false;
  for (let i = 0; i < json.length; i++) {
    const unit = json.charCodeAt(i);
    if (unit === QUOTE) {
      inString = !inString;
      if (inString) stringEscapes = false;
    } else if (unit === BACKSLASH) {
      stringEscapes = true;
      i++;
    } else if (unit === COLON && !inString) {
      members++;
      escapedKey ||= stringEscapes;
    }
  }
  return { members, escapedKey };
};

/** How many members a parsed value has, at any depth. Not recursive: the nesting may be deep. */
const membersKept = (value: unknown): number => {
  let members = 0;
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== "object" || next === null) continue;
    const inner = Object.values(next);
    if (!Array.isArray(next)) members += inner.length;
    for (const each of inner) rest.push(each);
  }
  return members;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("The body is not valid JSON");
  }
};

/**
 * The value of a JSON text (RFC 8259) in UTF-8 without a byte order mark. Throws `BAD_REQUEST` for anything else, and
 * for an object with the same key twice: readers differ on which of the two counts. JSON.parse keeps the last, so a
 * repeated key shows in that there are fewer members than were written.
 */
export const parseJson = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes)) throw badRequest("The body is not valid UTF-8");
  const text = bytes.toString("utf8");
  if (text.trim() === "") throw badRequest("The body is empty");
  const { members, escapedKey } = writtenIn(text);
  const read = parse(text);
  const value = escapedKey ? withExactKeys(text) : read;
  if (members !== membersKept(value)) throw badRequest("The body repeats a key");
  return value;
};
