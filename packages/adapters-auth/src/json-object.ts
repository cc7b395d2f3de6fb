const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const TEXT_OR_KEY = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g;

/** How many keys a JSON text writes, in all its objects. The text is known to be JSON. */
const keysWritten = (json: string): number => {
  let count = 0;
  for (const [, colon] of json.matchAll(TEXT_OR_KEY)) if (colon !== undefined) count++;
  return count;
};

/** How many keys a value has, in all its objects. Without recursion: a hostile text nests as deep as it is long. */
const keysKept = (value: object): number => {
  let count = 0;
  const left: object[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const members: readonly unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += members.length;
    for (const member of members) if (typeof member === "object" && member !== null) left.push(member);
  }
  return count;
};

/** What a text in JSON says, and how it says it. */
export interface JsonObject {
  readonly text: string;
  readonly value: object;
}

/** The JSON object that UTF-8 bytes spell; null for anything else. */
export const jsonObject = (bytes: Uint8Array): JsonObject | null => {
  try {
    const text = utf8.decode(bytes);
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { text, value } : null;
  } catch {
    return null;
  }
};

/** Whether the text gives some key of some object twice, so that readers may differ on what it says. */
export const isAmbiguous = ({ text, value }: JsonObject): boolean => keysWritten(text) !== keysKept(value);
