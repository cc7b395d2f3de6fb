import type { Report } from "@taskward/application";
import { type LogOptions, openLog } from "../../src/open-log.js";

type Line = Readonly<Record<string, unknown>>;

/** A log that writes into memory. */
export interface Written {
  readonly report: Report;
  /** Every line so far, as it was written. */
  readonly text: () => string;
  readonly lines: () => readonly Line[];
  close(): Promise<void>;
}

export const written = (options: Partial<LogOptions> = {}): Written => {
  let text = "";
  const write = (line: string): void => {
    text += line;
  };
  const sink = { write, dropped: 0, close: async () => {} };
  const log = openLog({ level: "info", format: "json", secrets: [], ...options }, sink);
  return {
    report: log.report,
    text: () => text,
    lines: () =>
      text
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line),
    close: () => log.close(),
  };
};
