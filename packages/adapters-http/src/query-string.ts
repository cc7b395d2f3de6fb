import type { Fault } from "@taskward/domain";
import { badRequest } from "./errors.js";
import { shownKey } from "./validate.js";

const ENCODED = /[%+]/;

const decode = (text: string): string => {
  if (!ENCODED.test(text)) return text;
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
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (values.has(name)) repeated.add(name);
    values.set(name, equals < 0 ? "" : decode(pair.slice(equals + 1)));
  }
  const faults = [...repeated].map((key) => ({ path: shownKey(key), message: "must be given only once" }));
  return { values: Object.fromEntries(values), faults };
};
