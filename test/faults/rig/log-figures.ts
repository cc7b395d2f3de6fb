import { atMost, type Figure } from "./figure.js";

interface Line {
  readonly time?: string;
  readonly msg?: string;
  readonly error?: { readonly type?: string; readonly code?: string; readonly message?: string };
}

const parsed = (line: string): Line => {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return { msg: line };
  }
};

const causeOf = ({ error, msg }: Line): string =>
  `${error?.type ?? msg} ${error?.code ?? error?.message?.replace(/\d+/g, "#") ?? ""}`;

/** How the log of a server stands a fault of so many milliseconds: one line a second for each cause, and no bug among them. */
export const logFigures = (lines: readonly string[], milliseconds: number): readonly Figure[] => {
  const counts = new Map<string, number>();
  for (const line of lines.map(parsed)) counts.set(causeOf(line), (counts.get(causeOf(line)) ?? 0) + 1);
  const seconds = Math.ceil(milliseconds / 1000);
  return [
    atMost("log lines of the most frequent cause", Math.max(0, ...counts.values()), seconds + 2),
    atMost("errors in the log that nobody foresaw", lines.filter((line) => parsed(line).msg === "fault").length, 0),
  ];
};
