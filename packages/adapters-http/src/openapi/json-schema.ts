import { z } from "zod";
import type { Schema } from "./document.js";

/** The regular expression of every date there is says less to a reader than the name of the format. */
const readable = ({ jsonSchema }: { jsonSchema: Schema }): void => {
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
};

/** The JSON Schemas of schemas that the code checks and answers with, referring to each other by their names. */
export const jsonSchemas = (
  io: "input" | "output",
  named: Readonly<Record<string, z.ZodType>>,
): Readonly<Record<string, Schema>> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const uri = (id: string): string => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(registry, { io, uri, override: readable });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, ...schema }]) => [id, schema]));
};

/** The JSON Schema of what a schema takes. */
export const inputSchema = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: "input", override: readable });
