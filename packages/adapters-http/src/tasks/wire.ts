import { DESCRIPTION_LENGTH, edit, type Fault, isCompleted, type Task, TITLE_LENGTH } from "@taskward/domain";
import { z } from "zod";
import { flag, object, text } from "../schema.js";
import { faultsOf } from "../validate.js";

const title = text().meta({ minLength: 1, maxLength: TITLE_LENGTH, example: "Buy milk" });
const description = text().nullable().optional().meta({ maxLength: DESCRIPTION_LENGTH, example: "Two litres" });
const completed = flag();

// Accepted and ignored, so that a client can send back what it got.
const ignored = z.unknown().optional().meta({ readOnly: true });
const readOnly = {
  id: ignored,
  user_id: ignored,
  created_at: ignored,
  updated_at: ignored,
  completed_at: ignored,
  version: ignored,
};

export const createTaskBody = object({ title, description, completed: completed.optional() });
export const replaceTaskBody = object({ title, description, completed: completed.optional(), ...readOnly });
export const editTaskBody = object({
  title: title.optional(),
  description,
  completed: completed.optional(),
  ...readOnly,
});
export const completeTaskBody = object({ completed });

/** The faults of meaning in a task whose shape is at fault already, so that all are named at once. */
export const taskFaults = (body: unknown): readonly Fault[] => {
  const { title, description } = Object(body) as { title?: unknown; description?: unknown };
  return faultsOf(() =>
    edit({
      title: typeof title === "string" ? title : undefined,
      description: typeof description === "string" ? description : undefined,
    }),
  );
};

const time = z.iso.datetime();

export const taskResponse = z.object({
  id: z.int().positive(),
  user_id: z.string(),
  title: z.string(),
  description: z.string(),
  completed: z.boolean(),
  created_at: time,
  updated_at: time,
  completed_at: time.nullable(),
  version: z.int().positive(),
});

export const pageMeta = z.object({
  limit: z.int().positive(),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
  total: z.int().nonnegative().optional(),
});

export const taskJson = (task: Task): z.output<typeof taskResponse> => ({
  id: task.id,
  user_id: task.owner,
  title: task.title,
  description: task.description,
  completed: isCompleted(task),
  created_at: task.createdAt,
  updated_at: task.updatedAt,
  completed_at: task.completedAt,
  version: task.version,
});
