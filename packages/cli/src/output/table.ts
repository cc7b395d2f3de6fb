import { styleText } from "node:util";
import { columnsOf, cut } from "../shell/columns.js";
import { printable } from "../shell/printable.js";
import { print } from "./print.js";

export interface Column<T> {
  readonly title: string;
  readonly text: (row: T) => string;
  readonly align?: "right";
  /** Whether it may be cut when the screen is too narrow. */
  readonly shrinks?: true;
}

/** Columns that a line may have; null where nothing is cut, for the output is no terminal. */
export type Width = number | null;

const GAP = "  ";
const NARROWEST = 8;
/** Rows that decide how wide the columns are; what comes after them is not waited for. */
const SAMPLE = 1000;

const screenWidth = (): Width => (process.stdout.isTTY ? process.stdout.columns || 80 : null);

/** Takes columns away from the widest that may shrink, until the line fits or none can give any more. */
const shrunk = (widths: readonly number[], mayShrink: readonly boolean[], width: number): number[] => {
  const fitted = [...widths];
  const room = width - GAP.length * (widths.length - 1);
  const total = () => fitted.reduce((sum, one) => sum + one, 0);
  while (total() > room) {
    const candidates = fitted.map((one, i) => (mayShrink[i] && one > NARROWEST ? one : 0));
    const widest = candidates.indexOf(Math.max(...candidates));
    if (candidates[widest] === 0) break;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
};

const widthsOf = <T>(columns: readonly Column<T>[], rows: readonly (readonly string[])[], width: Width): number[] => {
  const natural = columns.map(({ title }, i) =>
    rows.reduce((most, row) => Math.max(most, columnsOf(row[i] ?? "")), title.length),
  );
  return width === null
    ? natural
    : shrunk(
        natural,
        columns.map(({ shrinks = false }) => shrinks),
        width,
      );
};

interface Layout<T> {
  readonly columns: readonly Column<T>[];
  readonly widths: readonly number[];
  /** Whether a text that is too long is cut. */
  readonly cuts: boolean;
}

const lineOf = <T>(texts: readonly string[], { columns, widths, cuts }: Layout<T>): string =>
  texts
    .map((text, i) => {
      const { align, shrinks } = columns[i] ?? {};
      const fitted = cuts && shrinks ? cut(text, widths[i] ?? 0) : text;
      const padding = " ".repeat(Math.max(0, (widths[i] ?? 0) - columnsOf(fitted)));
      return align === "right" ? padding + fitted : fitted + padding;
    })
    .join(GAP)
    .trimEnd();

const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });
const dim = (text: string): string => styleText("dim", text, { stream: process.stdout });

/**
 * The lines of a table, heading first. Texts are made printable: none of them can control the terminal. The first rows
 * decide how wide columns are; on a screen, longer texts in columns that shrink are cut, elsewhere nothing is.
 */
export async function* tableLines<T>(
  columns: readonly Column<T>[],
  rows: AsyncIterable<T> | Iterable<T>,
  width: Width,
): AsyncGenerator<string, void> {
  const sample: string[][] = [];
  let layout: Layout<T> | null = null;
  const start = function* (): Generator<string> {
    const widths = widthsOf(columns, sample, width);
    layout = { columns, widths, cuts: width !== null };
    if (sample.length === 0) return;
    const titles = columns.map(({ title }) => title);
    yield bold(lineOf(titles, layout));
    yield dim(widths.map((one) => "-".repeat(one)).join(GAP));
    for (const texts of sample) yield lineOf(texts, layout);
  };
  for await (const row of rows) {
    const texts = columns.map(({ text }) => printable(text(row)));
    if (layout !== null) yield lineOf(texts, layout);
    else if (sample.push(texts) === SAMPLE) yield* start();
  }
  if (layout === null) yield* start();
}

/** Prints a table on standard output, as wide as the terminal; says how many rows there were. */
export const printTable = async <T>(
  columns: readonly Column<T>[],
  rows: AsyncIterable<T> | Iterable<T>,
): Promise<number> => {
  let lines = 0;
  for await (const line of tableLines(columns, rows, screenWidth())) {
    await print(`${line}\n`);
    lines += 1;
  }
  return Math.max(0, lines - 2);
};

/** Prints one thing: a line for each of its fields. */
export const printRecord = async (fields: readonly (readonly [name: string, text: string])[]): Promise<void> => {
  const width = Math.max(...fields.map(([name]) => name.length)) + 1;
  for (const [name, text] of fields) await print(`${bold(`${name}:`.padEnd(width))}  ${printable(text)}\n`);
};
