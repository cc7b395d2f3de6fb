import type { z } from "zod";
import type { Parameter, Reference, Schema } from "./document.js";
import { inputSchema } from "./json-schema.js";

/** The parameters that several operations have. */
export const PARAMETERS = {
  TaskId: {
    name: "id",
    in: "path",
    required: true,
    description: "The number of the task",
    schema: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER, examples: [7] },
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    description: "Changes the task only while it has this ETag (or one of several); without it, the last write wins",
    schema: { type: "string", examples: ['"1"'] },
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    description: "Sends the task only when it has another ETag than this",
    schema: { type: "string", examples: ['"1"'] },
  },
} as const satisfies Readonly<Record<string, Parameter>>;

export const parameterRef = (name: keyof typeof PARAMETERS): Reference => ({ $ref: `#/components/parameters/${name}` });

/** In a query every value is text; this is what the text says. */
const meaning = ({ description: _, ...schema }: Schema): Schema => {
  if (schema.type === "integer" && typeof schema.default === "string")
    return { ...schema, default: Number(schema.default) };
  return schema.enum?.includes("true") ? { type: "boolean" } : schema;
};

/** The parameters that a schema of a query string takes. */
export const queryParameters = (query: z.ZodType): readonly Parameter[] =>
  Object.entries(inputSchema(query).properties ?? {}).map(([name, schema]) => {
    const { description = "", ...rest } = schema as Schema;
    return { name, in: "query", description, schema: meaning(rest) };
  });
