import {
  edit as editTask,
  type Fault,
  faultsOf,
  isStorable,
  isTaskId,
  isTimestamp,
  NEWEST_FIRST,
  PAGE_LIMIT,
  type Position,
  queryFaults,
  refuse,
  SORT_KEYS,
  type SortKey,
  type TaskQuery,
} from "@taskward/domain";
import { z } from "zod";

const words =
  (message: string) =>
  ({ input }: { input?: unknown }): string =>
    input === undefined ? "is required" : message;

const text = z.string({ error: words("must be text") });
const flag = z.boolean({ error: words("must be true or false") });
const whole = z.int({ error: words("must be a whole number") });

/** An object with these members and no others, so that a name that is misspelt is not passed over. */
const object = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, { error: words("must be an object") });

const contents = { title: text, description: text.nullish(), completed: flag.optional() };

// Accepted and ignored, so that a task can be given back as it came.
const ignored = z.unknown().optional();
const readOnly = {
  id: ignored,
  owner: ignored,
  completedAt: ignored,
  createdAt: ignored,
  updatedAt: ignored,
  version: ignored,
};

const newTask = object(contents);

const replacement = object({ ...contents, ...readOnly }).transform(({ title, description, completed }) => ({
  title,
  description,
  completed,
}));

const edit = object({ ...contents, ...readOnly, title: text.optional() }).transform(
  ({ title, description, completed }) => ({ title, description, completed }),
);

const order = object({
  key: z.enum(SORT_KEYS, { error: words(`must be one of ${SORT_KEYS.join(", ")}`) }),
  descending: flag,
});

const place = object({
  key: text,
  id: z.custom<Position["id"]>(isTaskId, { error: words("must be the id of a task") }),
});

const list = object({
  completed: flag.optional(),
  search: text.optional(),
  order: order.default(NEWEST_FIRST),
  limit: whole.default(PAGE_LIMIT),
  after: place.nullish().transform((place) => place ?? undefined),
  count: flag.default(false),
}).default({ order: NEWEST_FIRST, limit: PAGE_LIMIT, after: undefined, count: false });

const condition = object({
  ifVersion: z
    .union([whole.transform((version) => [version]), z.array(whole)], {
      error: words("must be a whole number or a list of them"),
    })
    .optional(),
}).optional();

/** Whether a key is one that tasks have in this order: a store need not take any other. */
const isKey = (key: string, sort: SortKey): boolean => (sort === "title" ? isStorable(key) : isTimestamp(key));

// The faults of meaning, in the members that have the right shape.

const taskFaults = (input: unknown): readonly Fault[] => {
  const { title, description } = Object(input) as { title?: unknown; description?: unknown };
  return faultsOf(() => editTask({ title: text.safeParse(title).data, description: text.safeParse(description).data }));
};

const listFaults = (input: unknown): readonly Fault[] => {
  const given = Object(input) as { [K in keyof TaskQuery]?: unknown };
  const [limit, search] = [whole.safeParse(given.limit).data, text.safeParse(given.search).data];
  const after = place.safeParse(given.after).data;
  const sort = order.default(NEWEST_FIRST).safeParse(given.order).data;
  return [
    ...queryFaults({ ...(limit !== undefined && { limit }), ...(search !== undefined && { search }) }),
    ...(after === undefined || sort === undefined || isKey(after.key, sort.key)
      ? []
      : [{ path: "after", message: "must be the `next` of a list in this order" }]),
  ];
};

const faultsOfIssue = (issue: z.core.$ZodIssue, name: string): readonly Fault[] =>
  issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => ({ path: key, message: "is not known here" }))
    : [{ path: issue.path.join(".") || name, message: issue.message }];

/** The input in the form of the schema; `meaning` finds what the schema does not. */
const checked = <S extends z.ZodType>(
  schema: S,
  input: unknown,
  name: string,
  meaning: (input: unknown) => readonly Fault[] = () => [],
): z.output<S> => {
  const { success, data, error } = schema.safeParse(input);
  refuse([...(error?.issues ?? []).flatMap((issue) => faultsOfIssue(issue, name)), ...meaning(input)]);
  if (success) return data;
  throw error;
};

// What a program gives, in the form it has to have; a program need not be typed. Each throws `invalid`, naming every
// member at fault.
export const readNewTask = (input: unknown) => checked(newTask, input, "task", taskFaults);
export const readReplacement = (input: unknown) => checked(replacement, input, "task", taskFaults);
export const readEdit = (input: unknown) => checked(edit, input, "task", taskFaults);
export const readVersions = (options: unknown): readonly number[] | undefined =>
  checked(condition, options, "options")?.ifVersion;

export const readListOptions = (options: unknown): { query: TaskQuery; count: boolean } => {
  const { order, limit, after, count, completed, search } = checked(list, options, "options", listFaults);
  return {
    count,
    query: {
      order,
      limit,
      ...(after && { after }),
      ...(completed !== undefined && { completed }),
      ...(search !== undefined && { search }),
    },
  };
};
