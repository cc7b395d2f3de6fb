import type { Fault } from "@taskward/domain";
import { badRequest } from "./errors.js";
import { shownKey } from "./validate.js";

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw badRequest("The query string is not percent-encoded UTF-8");
  }
};

export interface Query {
  readonly values: Readonly<Record<string, string>>;
  /** One for each key given more than once. */
  readonly faults: readonly Fault[];
}

/** Takes a query string apart as application/x-www-form-urlencoded. Throws `BAD_REQUEST` where it cannot be decoded. */
export const parseQuery = (text: string): Query => {
  const values = new Map<string, string>();
  const repeated = new Set<string>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const [key = "", ...value] = pair.split("=");
    const name = decode(key);
    if (values.has(name)) repeated.add(name);
    values.set(name, decode(value.join("=")));
  }
  const faults = [...repeated].map((key) => ({ path: shownKey(key), message: "must be given only once" }));
  return { values: Object.fromEntries(values), faults };
};
