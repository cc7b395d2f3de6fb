import type { Fault } from "./error.js";

/** A text that every store can keep and give back exactly: no lone surrogate, no U+0000. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

/** The length people count: Unicode code points, not UTF-16 units. */
export const codePoints = (text: string): number => {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) pairs++;
  }
  return text.length - pairs;
};

/** What is wrong with a field: a text that no store keeps, or one that has not `min` to `max` code points, as `words` say. */
export const textFaults = (
  path: string,
  text: string,
  [min, max, words]: readonly [number, number, string],
): Fault[] => {
  if (!isStorable(text)) return [{ path, message: "must not contain U+0000 or half a surrogate pair" }];
  const length = codePoints(text);
  return length < min || length > max ? [{ path, message: `must have ${words}` }] : [];
};

/** Where a UTF-16 unit stands: a surrogate belongs to a code point above every unit of the basic plane. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

const rankOfLower = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : rank(unit));

const compareUnits = (a: string, b: string, rankOf: (unit: number) => number): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = rankOf(a.charCodeAt(i)) - rankOf(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** Compares by code point, as PostgreSQL's collation "C" does in UTF-8; `<` would compare by UTF-16 unit. */
export const compareCodePoints = (a: string, b: string): number => compareUnits(a, b, rank);

/**
 * The order of titles: by code point, the letters A to Z counting as a to z. It is the same on every store because no
 * locale takes part; PostgreSQL calls it `lower(title collate "C") collate "C"`.
 */
export const compareTitles = (a: string, b: string): number => compareUnits(a, b, rankOfLower);
