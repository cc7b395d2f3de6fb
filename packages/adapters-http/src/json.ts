import { isUtf8 } from "node:buffer";
import { badRequest } from "./errors.js";

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** How many members the objects of a JSON text have: as many as it has colons outside strings. */
const membersWritten = (json: string): number => {
  let members = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const unit = json.charCodeAt(i);
    if (unit === QUOTE) inString = !inString;
    else if (unit === BACKSLASH) i++;
    else if (unit === COLON && !inString) members++;
  }
  return members;
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
  const value = parse(text);
  if (membersWritten(text) !== membersKept(value)) throw badRequest("The body repeats a key");
  return value;
};
