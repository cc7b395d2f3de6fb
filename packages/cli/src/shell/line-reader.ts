import { isUtf8 } from "node:buffer";
import type { Readable, Writable } from "node:stream";
import type { Reader } from "./reader.js";
import type { Screen } from "./screen.js";

const LINE_FEED = 10;
// More than any answer may have, in bytes; what comes after it is dropped, and the answer refused for its length.
const LONGEST = 16_384;
// A text that is not well-formed stands for bytes that are not UTF-8, so that nobody's title is silently changed.
const UNREADABLE = "\udc80";

const textOf = (bytes: Buffer): string =>
  bytes.length < LONGEST && !isUtf8(bytes) ? UNREADABLE : bytes.toString().replace(/\r$/, "");

const joined = (kept: Buffer, more: Buffer): Buffer => Buffer.concat([kept, more.subarray(0, LONGEST - kept.length)]);

/** The lines of a stream without their ends, LF or CRLF; the last one needs none. */
export async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield textOf(joined(kept, chunk.subarray(start, end)));
      kept = Buffer.alloc(0);
      start = end + 1;
    }
    kept = joined(kept, chunk.subarray(start));
  }
  if (kept.length > 0) yield textOf(kept);
  return undefined;
}

/** Answers from a pipe or a file, one a line; every question stands on a line of its own. */
export const lineReader = (input: Readable, output: Writable, { paint }: Screen): Reader => {
  const lines = linesOf(input);
  let isClosed = false;
  const next = async (): Promise<string | undefined> => {
    try {
      return (await lines.next()).value;
    } catch (error) {
      // Closing the input while a line is awaited looks like an error.
      if (isClosed) return undefined;
      throw error;
    }
  };
  return {
    ask: async ({ prompt }) => {
      output.write(`${paint("bold", prompt)}\n`);
      const text = isClosed ? undefined : await next();
      return text === undefined ? { kind: "end" } : { kind: "line", text };
    },
    close: () => {
      isClosed = true;
      input.destroy();
    },
  };
};
