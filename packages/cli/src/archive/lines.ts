import { Damaged } from "./format.js";

const LINE_FEED = 10;
/** Several times what the longest task or user takes, in bytes. */
const LONGEST = 131_072;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const textOf = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Damaged("it is not text in UTF-8");
  }
};

/** The lines of a file, read as they are asked for. Throws `Damaged` at one that is too long, or not UTF-8. */
export async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield textOf(Buffer.concat([kept, chunk.subarray(start, end)]));
      kept = Buffer.alloc(0);
      start = end + 1;
    }
    kept = Buffer.concat([kept, chunk.subarray(start)]);
    if (kept.length > LONGEST) throw new Damaged("it is too long to be a line of an export");
  }
  if (kept.length > 0) yield textOf(kept);
}
