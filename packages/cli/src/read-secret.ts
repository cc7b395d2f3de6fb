/** Far more than any password or token has, in bytes. */
const LONGEST = 65_536;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const decoded = (bytes: Buffer, what: string): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Error(`The ${what} is not text in UTF-8`);
  }
};

/** All of it, or as much as shows that it is too long: the rest may be without end. */
const readAll = async (input: NodeJS.ReadableStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST) break;
  }
  return Buffer.concat(chunks);
};

/** One line of text from a file or, by default, from standard input: what must not be seen among a process's arguments. */
export const readSecret = async (what: string, input: NodeJS.ReadableStream = process.stdin): Promise<string> => {
  if ("isTTY" in input && input.isTTY)
    throw new Error(`The ${what} is read from a pipe or a file, so that nobody sees it typed`);
  const bytes = await readAll(input);
  const text = decoded(bytes.subarray(0, LONGEST), what).replace(/\r?\n$/, "");
  if (text === "") throw new Error(`There is no ${what} to read`);
  if (bytes.length > LONGEST || /[\r\n]/.test(text)) throw new Error(`The ${what} is more than one line`);
  return text;
};
