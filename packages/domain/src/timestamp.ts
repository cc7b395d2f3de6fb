declare const brand: unique symbol;

/** A moment as ISO 8601 UTC text with milliseconds, `2026-01-31T12:00:00.000Z`; it compares as text. */
export type Timestamp = string & { readonly [brand]: "Timestamp" };

const EARLIEST = Date.UTC(0, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** From a Date or milliseconds since 1970. Throws RangeError outside the years 1900 to 9999. */
export const timestamp = (moment: Date | number): Timestamp => {
  const ms = Number(moment);
  if (!(ms >= EARLIEST && ms <= LATEST)) throw new RangeError("moment out of range");
  return new Date(ms).toISOString() as Timestamp;
};

/** Whether the text is a timestamp in exactly that form, naming a moment that exists. */
export const isTimestamp = (text: string): text is Timestamp => {
  const ms = Date.parse(text);
  return ms >= EARLIEST && ms <= LATEST && new Date(ms).toISOString() === text;
};

/** The later of two moments. */
export const later = (a: Timestamp, b: Timestamp): Timestamp => (a > b ? a : b);
