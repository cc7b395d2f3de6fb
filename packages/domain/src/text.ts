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

/** Compares by code point, as PostgreSQL's collation "C" does in UTF-8; `<` would compare by UTF-16 unit. */
export const compareCodePoints = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // A surrogate stands for a code point above every unit of the basic plane.
    if (x >= 0xd800 && x <= 0xdfff) x += 0x10000;
    if (y >= 0xd800 && y <= 0xdfff) y += 0x10000;
    return x - y;
  }
  return a.length - b.length;
};

const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (run) => run.toLowerCase());

/**
 * The order of titles: by code point, the letters A to Z counting as a to z. It is the same on every store because no
 * locale takes part; PostgreSQL calls it `lower(title collate "C") collate "C"`.
 */
export const compareTitles = (a: string, b: string): number => compareCodePoints(lowerAscii(a), lowerAscii(b));
