import { DESCRIPTION_LENGTH, edit, type Fault, faultsOf, isCompleted, type Task, TITLE_LENGTH } from "@taskward/domain";
import { z } from "zod";
import { flag, moment, object, text } from "../schema.js";

const title = text().meta({
  description: "White space around it is taken away, and does not count",
  minLength: 1,
  maxLength: TITLE_LENGTH,
  examples: ["Buy milk"],
});
const description = text()
  .nullable()
  .optional()
  .meta({ description: "Null is the same as an empty one", maxLength: DESCRIPTION_LENGTH, examples: ["Two litres"] });
const completed = flag();

// Accepted and ignored, so that a client can send back what it got.
const ignored = z.unknown().optional().meta({ description: "May be sent back; is ignored", readOnly: true });
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
}).meta({
  description: "At least one of title, description and completed",
  anyOf: [{ required: ["title"] }, { required: ["description"] }, { required: ["completed"] }],
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

export const taskResponse = z.object({
  id: z.int().positive(),
  user_id: z.string().meta({ description: "Its owner: the caller" }),
  title: z.string(),
  description: z.string().meta({ description: "Empty when there is none" }),
  completed: z.boolean(),
  created_at: moment(),
  updated_at: moment().meta({ description: "Of the last change" }),
  completed_at: moment().nullable().meta({ description: "Null while it is open" }),
  version: z.int().positive().meta({ description: "1 when made, one more with every change; also its ETag" }),
});

export const pageMeta = z.object({
  limit: z.int().positive().meta({ description: "How many tasks this page may have" }),
  has_more: z.boolean().meta({ description: "Whether the list goes on" }),
  next_cursor: z
    .string()
    .nullable()
    .meta({ description: "What to send as `cursor` for the next page; null on the last" }),
  total: z
    .int()
    .nonnegative()
    .optional()
    .meta({ description: "How many tasks all pages have; only with `count=true`" }),
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
