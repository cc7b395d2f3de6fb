import type { ArchiveEntry } from "@taskward/application";
import { isTaskId, isTimestamp, isUserId, type TaskId, type Timestamp, type UserId } from "@taskward/domain";
import { z } from "zod";
import { taskJson, userJson } from "../wire.js";

// NDJSON: a header, each user followed by their tasks, and an end that says how many there were. Every line is checked
// strictly: what is not exactly as it was written has been damaged.

/** Raised whenever a line means something else than before. */
const VERSION = 1;

const custom = <T>(is: (value: unknown) => boolean, message: string) => z.custom<T>(is, message);
const time = custom<Timestamp>(
  (value) => typeof value === "string" && isTimestamp(value),
  "must be a time such as 2026-01-31T12:00:00.000Z",
);
const userId = custom<UserId>(isUserId, "must be a user's id");
const text = z.string("must be a text");
const whole = z.int("must be a whole number");
const count = whole.nonnegative("must not be negative");

const headerLine = z.strictObject({ taskward: z.literal("export"), version: whole, exported_at: time });

const userLine = z.strictObject({
  type: z.literal("user"),
  id: userId,
  email: text.nullable(),
  name: text.nullable(),
  created_at: time,
  disabled_at: time.nullable(),
  password_hash: text.startsWith("$", "must be a hash in PHC form").optional(),
});

const taskLine = z
  .strictObject({
    type: z.literal("task"),
    id: custom<TaskId>(isTaskId, "must be a task's number"),
    user_id: userId,
    title: text,
    description: text,
    completed: z.boolean("must be true or false"),
    created_at: time,
    updated_at: time,
    completed_at: time.nullable(),
    version: whole,
  })
  .refine(({ completed, completed_at }) => completed === (completed_at !== null), {
    path: ["completed"],
    message: "must be true exactly when completed_at is given",
  });

const endLine = z.strictObject({ type: z.literal("end"), users: count, tasks: count });

const line = z.discriminatedUnion("type", [userLine, taskLine, endLine], "it is no user, no task and no end");

/** How many users and tasks there were. */
export interface Totals {
  readonly users: number;
  readonly tasks: number;
}

export type ArchiveLine = ArchiveEntry | ({ readonly kind: "end" } & Totals);

/** A line cannot be what was exported, for the reason that the message tells. */
export class Damaged extends Error {}

export const headerText = (at: Timestamp): string =>
  JSON.stringify({ taskward: "export", version: VERSION, exported_at: at });

export const entryText = (entry: ArchiveEntry): string =>
  JSON.stringify(
    entry.kind === "task"
      ? { type: "task", ...taskJson(entry.task) }
      : { type: "user", ...userJson(entry.user), ...(entry.hash !== null && { password_hash: entry.hash }) },
  );

export const endText = ({ users, tasks }: Totals): string => JSON.stringify({ type: "end", users, tasks });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Damaged("it is not JSON");
  }
};

const checked = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Damaged([issue?.path.join("."), issue?.message].filter(Boolean).join(" "));
};

/** Throws `Damaged` unless the line is the header of an export that this version can read. */
export const checkHeader = (text: string): void => {
  const header = headerLine.safeParse(text.startsWith("{") ? parsed(text) : null);
  if (!header.success) throw new Damaged("it is not the first line of an export");
  if (header.data.version !== VERSION)
    throw new Damaged(`the export is of version ${header.data.version}, and this Taskward reads version ${VERSION}`);
};

/** What a line after the header says. Throws `Damaged`. */
export const readLine = (text: string): ArchiveLine => {
  const value = checked(line, parsed(text));
  if (value.type === "end") return { kind: "end", users: value.users, tasks: value.tasks };
  if (value.type === "user")
    return {
      kind: "user",
      user: {
        id: value.id,
        email: value.email,
        name: value.name,
        createdAt: value.created_at,
        disabledAt: value.disabled_at,
      },
      hash: value.password_hash ?? null,
    };
  return {
    kind: "task",
    task: {
      id: value.id,
      owner: value.user_id,
      title: value.title,
      description: value.description,
      createdAt: value.created_at,
      updatedAt: value.updated_at,
      completedAt: value.completed_at,
      version: value.version,
    },
  };
};
