/** The length that the protocol gives a NULL. */
const NULL = -1;

const ZERO = 0x30;
const LAST_OF_ASCII = 0x7f;

/**
 * A row while it is on the wire (a DataRow message): its columns are read off it, each once and in their order, as what
 * they are going to be. One that nobody needs as a text never is one. It is not to be kept: all that came with it stays, too.
 */
export class WireRow {
  /** What pg calls this message. */
  readonly name = "dataRow";
  readonly #bytes: Buffer;
  readonly #start: number;
  #at: number;

  /** Whose message begins there. */
  constructor(bytes: Buffer, start: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#at = start + 2;
  }

  /** All columns as PostgreSQL's text, null for NULL, whatever has been read: what pg's own queries ask for. */
  get fields(): (string | null)[] {
    this.#at = this.#start + 2;
    return Array.from({ length: this.#bytes.readInt16BE(this.#start) }, () => (this.isNull() ? null : this.text()));
  }

  /** Whether the next column is NULL; then it is passed over. */
  isNull(): boolean {
    if (this.#bytes.readInt32BE(this.#at) !== NULL) return false;
    this.#at += 4;
    return true;
  }

  /** The next column as a text. `likely`: what it may well be; when it is, in ASCII, no new text is made. Throws for NULL. */
  text(likely = ""): string {
    const end = this.#enter();
    const start = this.#at;
    this.#at = end;
    if (likely.length === end - start && this.#is(likely, start)) return likely;
    return this.#bytes.toString("utf8", start, end);
  }

  /** The next column as a whole number, 0 to 2^53 - 1. Throws for NULL. */
  integer(): number {
    const end = this.#enter();
    let value = 0;
    while (this.#at < end) value = value * 10 + ((this.#bytes[this.#at++] as number) - ZERO);
    return value;
  }

  /** Goes to the next column's first byte; gives where it ends. */
  #enter(): number {
    const length = this.#bytes.readInt32BE(this.#at);
    if (length === NULL) throw new TypeError("NULL in a column that has none");
    this.#at += 4;
    return this.#at + length;
  }

  #is(text: string, start: number): boolean {
    for (let i = 0; i < text.length; i++) {
      const byte = this.#bytes[start + i] as number;
      if (byte !== text.charCodeAt(i) || byte > LAST_OF_ASCII) return false;
    }
    return true;
  }
}
