import type { Documented, Schema } from "@taskward/testing";
import type { Endpoint } from "./endpoints.js";
import { propertiesOf, requiredIn } from "./values.js";

// What the description says in words alone.
const TRIMMED = new Set(["title", "email", "name"]);
const PASSWORD = /^.{8,128}$/su;
const SHOWN_KEY = 64;

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

/** Whether a member of a body is as the description says. */
const isAllowed = (documented: Documented, [name, value]: readonly [string, unknown], schema: Schema): boolean => {
  if (typeof value !== "string" || schema["type"] === undefined) return documented.faults(schema, value) === null;
  if (!isStorable(value) || (name === "password" && !PASSWORD.test(value))) return false;
  return documented.faults(schema, TRIMMED.has(name) ? value.trim() : value) === null;
};

// Nothing of it is kept: whatever text somebody signs in with, it is a wrong one at the worst.
const isOnlyTried = ({ id }: Endpoint, value: unknown): boolean => id === "signIn" && typeof value === "string";

/** The members of a body that are at fault, `""` for the whole of it; none when it is as the description says. */
export const faultsInBody = (documented: Documented, endpoint: Endpoint, value: unknown): readonly string[] => {
  if (endpoint.body === null) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [""];
  const schema = documented.resolve<Schema>(endpoint.body);
  const properties = new Map(Object.entries(propertiesOf(schema)));
  const unknown = Object.keys(value).filter((name) => !properties.has(name));
  const missing = requiredIn(schema).filter((name) => !Object.hasOwn(value, name));
  const wrong = Object.entries(value).filter((member) => {
    const property = properties.get(member[0]);
    return property && !isOnlyTried(endpoint, member[1]) && !isAllowed(documented, member, property);
  });
  const shown = unknown.map((key) => key.slice(0, SHOWN_KEY).toWellFormed());
  const faults = [...shown, ...missing, ...wrong.map(([name]) => name)];
  // Of alternatives that are all unfulfilled, no single member is at fault.
  return faults.length > 0 || documented.faults({ anyOf: schema["anyOf"] ?? [{}] }, value) === null ? faults : [""];
};

/** What the text of a value in a query says; undefined when it can say nothing of that type. */
const said = ({ type }: Schema, text: string): unknown => {
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  if (type === "integer") return /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : undefined;
  return text;
};

/** Whether the text of a value in a query is one that its schema allows. */
export const isAllowedInQuery = (documented: Documented, schema: Schema, text: string): boolean => {
  const value = said(schema, text);
  return value !== undefined && isStorable(text) && documented.faults(schema, value) === null;
};
