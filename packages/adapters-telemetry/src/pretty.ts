import { styleText } from "node:util";

const COLOURS = { fatal: "red", error: "red", warn: "yellow", info: "green", debug: "gray", trace: "gray" } as const;

interface Line {
  readonly level: keyof typeof COLOURS;
  readonly time: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Control characters could move the cursor, or write over other lines: they are shown as what they are. */
const harmless = (text: string): string =>
  text.replace(CONTROL, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);

const valueText = (value: unknown): string =>
  typeof value === "string" && !/[\s"=]/.test(value) ? value : JSON.stringify(value);

const requestText = ({ method, path, status, duration_ms: duration }: Line): string =>
  `${method} ${path} ${status} ${duration} ms`;

const stackOf = ({ error }: Line): string => {
  const { stack } = Object(error) as { stack?: unknown };
  return typeof stack === "string" ? `\n    ${stack.replaceAll("\n", "\n    ")}` : "";
};

const SAID: ReadonlySet<string> = new Set([
  "level",
  "time",
  "msg",
  "pid",
  "method",
  "path",
  "route",
  "status",
  "duration_ms",
]);

const detailsOf = (line: Line): string =>
  Object.entries(line)
    .filter(([name, value]) => !SAID.has(name) && value !== null)
    .map(([name, value]) => {
      const { stack: _, ...rest } = Object(value) as Record<string, unknown>;
      return ` ${name}=${valueText(name === "error" ? rest : value)}`;
    })
    .join("");

/** A line of the log as people read it: the time of day, the level, what it is about, and the rest as `name=value`. */
export const pretty = (json: string, coloured: boolean): string => {
  const line = JSON.parse(json) as Line;
  const paint = (colour: "gray" | (typeof COLOURS)[keyof typeof COLOURS], text: string): string =>
    coloured ? styleText(colour, text) : text;
  const time = new Date(line.time).toTimeString().slice(0, 8);
  const what = "status" in line ? requestText(line) : line.msg;
  const level = paint(COLOURS[line.level], line.level.toUpperCase().padEnd(5));
  return `${paint("gray", time)} ${level} ${harmless(what)}${paint("gray", harmless(detailsOf(line)))}${harmless(stackOf(line))}\n`;
};
