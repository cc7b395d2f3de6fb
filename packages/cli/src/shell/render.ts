import { isCompleted, type Task } from "@taskward/domain";
import { columnsOf, cut } from "./columns.js";
import { printable } from "./printable.js";
import type { Screen } from "./screen.js";

const GAP = "  ";
const DONE = 4;
const NARROWEST = 8;
const LABEL = "Description:  ".length;

interface Row {
  readonly id: string;
  readonly done: boolean;
  readonly title: string;
  readonly description: string;
}

interface Widths {
  readonly id: number;
  readonly title: number;
  readonly description: number;
}

const padded = (text: string, columns: number): string => text + " ".repeat(Math.max(0, columns - columnsOf(text)));

const widest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, columnsOf(text)), 0);

/** Every column as wide as its widest text; where that is too much, title and description share what there is, 3 : 2. */
const widthsOf = (rows: readonly Row[], columns: number | null): Widths => {
  const id = widest(["Id", ...rows.map((row) => row.id)]);
  const title = widest(["Title", ...rows.map((row) => row.title)]);
  const description = widest(["Description", ...rows.map((row) => row.description)]);
  if (columns === null) return { id, title, description };
  const room = Math.max(2 * NARROWEST, columns - id - DONE - 3 * GAP.length);
  const titleRoom = Math.min(title, Math.max(Math.floor(room * 0.6), room - description));
  return { id, title: titleRoom, description: Math.min(description, room - titleRoom) };
};

const heading = ({ id, title, description }: Widths, { paint }: Screen): string => {
  const names = ["Id".padStart(id), "Done", padded(cut("Title", title), title), cut("Description", description)];
  const rules = [id, DONE, title, description].map((columns) => "-".repeat(columns));
  return `${paint("bold", names.join(GAP))}\n${paint("dim", rules.join(GAP))}`;
};

const line = (row: Row, widths: Widths, { paint }: Screen): string => {
  const title = padded(cut(row.title, widths.title), widths.title);
  const description = cut(row.description, widths.description);
  const text = `${title}${GAP}${description}`.trimEnd();
  const box = row.done ? paint("green", "[x] ") : "[ ] ";
  return [row.id.padStart(widths.id), box, row.done ? paint("dim", text) : text].join(GAP);
};

const total = (rows: readonly Row[]): string =>
  `${rows.length} ${rows.length === 1 ? "task" : "tasks"}, ${rows.filter(({ done }) => done).length} complete`;

/** Tasks as a table, one line each; says so when texts were cut to fit the screen. */
export const taskTable = (tasks: readonly Task[], screen: Screen): string => {
  const rows = tasks.map((task) => ({
    id: String(task.id),
    done: isCompleted(task),
    title: printable(task.title),
    description: printable(task.description),
  }));
  const widths = widthsOf(rows, screen.columns);
  const long = rows.find(
    ({ title, description }) => columnsOf(title) > widths.title || columnsOf(description) > widths.description,
  );
  const hint = long ? [screen.paint("dim", `Cut to fit; "2 ${long.id}" shows task ${long.id} whole.`)] : [];
  return [heading(widths, screen), ...rows.map((row) => line(row, widths, screen)), total(rows), ...hint].join("\n");
};

const paragraphs = (text: string): string =>
  text
    .split(/\r?\n/)
    .map(printable)
    .join(`\n${" ".repeat(LABEL)}`);

/** One task with its whole texts. */
export const taskDetails = (task: Task, { paint }: Screen): string => {
  const field = (name: string, text: string) => `${paint("bold", padded(name, LABEL))}${text}`;
  return [
    field(`Task ${task.id}:`, isCompleted(task) ? "complete" : "incomplete"),
    field("Title:", paragraphs(task.title)),
    field("Description:", task.description === "" ? paint("dim", "(none)") : paragraphs(task.description)),
  ].join("\n");
};

/** A task in a few words, for a line of its own. */
export const taskName = (task: Task): string => `${task.id}: ${printable(task.title)}`;
