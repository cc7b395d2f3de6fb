// ANSI: red, yellow, green, grey.
const COLOURS = { fatal: 31, error: 31, warn: 33, info: 32, debug: 90, trace: 90 } as const;
const GREY = 90;

interface Line {
  readonly level: keyof typeof COLOURS;
  readonly time: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Control characters could move the cursor, or write over other lines: they are shown as what they are. */
const harmless = (text: string): string =>
  text.replace(CONTROL, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);

const valueText = (value: unknown): string =>
  typeof value === "string" && !/[\s"=]/.test(value) ? value : JSON.stringify(value);

const requestText = ({ method, path, status, duration_ms: duration }: Line): string =>
  `${method} ${path} ${status} ${duration} ms`;

const stackOf = ({ error }: Line): string => {
  const { stack } = Object(error) as { stack?: unknown };
  if (typeof stack !== "string") return "";
  return stack
    .split("\n")
    .map((frame) => `\n    ${harmless(frame)}`)
    .join("");
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
  const paint = (colour: number, text: string): string => (coloured ? `\u001b[${colour}m${text}\u001b[39m` : text);
  const time = new Date(line.time).toTimeString().slice(0, 8);
  const what = "status" in line ? requestText(line) : line.msg;
  const level = paint(COLOURS[line.level], line.level.toUpperCase().padEnd(5));
  return `${paint(GREY, time)} ${level} ${harmless(what)}${paint(GREY, harmless(detailsOf(line)))}${stackOf(line)}\n`;
};
