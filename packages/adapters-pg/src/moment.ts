import { type Timestamp, timestamp } from "@taskward/domain";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** How many days are remembered: those of 27 years, 0.8 MB. */
const KNOWN_DAYS = 10_000;

const range = (count: number, text: (n: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, n) => text(n));
const digits = (n: number, count: number): string => String(n).padStart(count, "0");

const MINUTES = range(24 * 60, (n) => `${digits(Math.floor(n / 60), 2)}:${digits(n % 60, 2)}:`);
const SECONDS = range(60, (n) => `${digits(n, 2)}.`);
const MILLISECONDS = range(SECOND, (n) => `${digits(n, 3)}Z`);

const days = new Map<number, string>();

const dayText = (day: number): string => {
  const known = days.get(day);
  if (known !== undefined) return known;
  // The domain says how a time is written, and that it is one.
  const text = timestamp(day * DAY).slice(0, "2026-01-31T".length);
  if (days.size >= KNOWN_DAYS) days.clear();
  days.set(day, text);
  return text;
};

/**
 * What the domain's `timestamp` gives for whole milliseconds since 1970, put together from parts that are there: a list has
 * a hundred times or more, and `Date.toISOString` takes four times as long for each.
 */
export const fromMilliseconds = (ms: number): Timestamp => {
  const day = Math.floor(ms / DAY);
  const ofDay = ms - day * DAY;
  const minute = Math.floor(ofDay / MINUTE);
  const ofMinute = ofDay - minute * MINUTE;
  const second = Math.floor(ofMinute / SECOND);
  return `${dayText(day)}${MINUTES[minute]}${SECONDS[second]}${MILLISECONDS[ofMinute - second * SECOND]}` as Timestamp;
};
