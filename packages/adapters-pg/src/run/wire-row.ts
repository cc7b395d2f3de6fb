/** The length that the protocol gives a NULL. */
const NULL = -1;

const LAST_OF_ASCII = 0x7f;

const TWO_TO_THE_32 = 2 ** 32;

/** Where PostgreSQL begins to count time, in milliseconds since 1970. */
const EPOCH = Date.UTC(2000, 0, 1);

/**
 * A row while it is on the wire (a DataRow message): its columns are read off it, each once and in their order, in
 * PostgreSQL's binary format; a text is the same in both. It is not to be kept: all that came with it stays, too.
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

  /** All columns of a row in text format, null for NULL, whatever has been read: what pg's own queries ask for. */
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

  /** The next column, an `integer` or a `bigint` that is a safe integer. Throws for NULL. */
  integer(): number {
    const end = this.#enter();
    const start = this.#at;
    this.#at = end;
    if (end - start === 4) return this.#bytes.readInt32BE(start);
    if (end - start !== 8) throw new TypeError("No integer of PostgreSQL's has so many bytes");
    const high = this.#bytes.readInt32BE(start);
    const low = this.#bytes.readInt32BE(start + 4);
    // Not summed up where it need not be: a sum is a floating-point number to V8, which takes long to be written as JSON.
    return high === 0 && low >= 0 ? low : high * TWO_TO_THE_32 + (low >>> 0);
  }

  /** The next column, a `timestamptz(3)`, in milliseconds since 1970. Throws for NULL. */
  moment(): number {
    // After 2285 there are more microseconds than a number can tell apart; no millisecond is lost for that.
    return Math.round(this.integer() / 1_000) + EPOCH;
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
