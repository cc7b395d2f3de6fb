import type { Schema } from "@taskward/testing";
import * as fc from "fast-check";
import { texts, wrongTexts } from "./texts.js";

/** What a reference to a schema leads to. */
export type Resolve = (schema: Schema) => Schema;

type Kind = "string" | "integer" | "number" | "boolean" | "null" | "object" | "array";

/** What a text may be long where no limit is given. */
const UNLIMITED = 100;

const kindsOf = ({ type }: Schema): readonly Kind[] => (type === undefined ? [] : ([type].flat() as Kind[]));
const limit = (schema: Schema, keyword: string, otherwise: number): number => Number(schema[keyword] ?? otherwise);

const words = fc.stringMatching(/^[a-z0-9]{1,12}$/);

/** What only the name of a format says of a text. */
const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  email: fc.tuple(words, words).map(([name, domain]) => `${name}@${domain}.example`),
  // Not one of the common ones: nobody has a bee in theirs.
  password: texts(7, 127).map((text) => `🐝${text}`),
  "date-time": fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
};

const integers = (schema: Schema): fc.Arbitrary<number> => {
  const min = limit(schema, "minimum", limit(schema, "exclusiveMinimum", 0) + 1);
  const max = limit(schema, "maximum", Number.MAX_SAFE_INTEGER);
  return fc.oneof(
    fc.constantFrom(min, max),
    fc.integer({ min, max: Math.min(max, min + 50) }),
    fc.integer({ min, max }),
  );
};

export type Properties = Readonly<Record<string, Schema>>;

export const propertiesOf = (schema: Schema): Properties => (schema["properties"] ?? {}) as Properties;
export const requiredIn = (schema: Schema): readonly string[] => (schema["required"] ?? []) as string[];

const objects = (schema: Schema, resolve: Resolve): fc.Arbitrary<unknown> => {
  const members = Object.entries(propertiesOf(schema)).map(([name, each]) => [name, values(each, resolve)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [...requiredIn(schema)] });
};

const ofKind = (kind: Kind, schema: Schema, resolve: Resolve): fc.Arbitrary<unknown> => {
  if (kind === "string")
    return (
      FORMATS[String(schema["format"])] ?? texts(limit(schema, "minLength", 0), limit(schema, "maxLength", UNLIMITED))
    );
  if (kind === "integer") return integers(schema);
  if (kind === "number") return fc.double({ noNaN: true });
  if (kind === "boolean") return fc.boolean();
  if (kind === "object") return objects(schema, resolve);
  if (kind === "array") return fc.array(values((schema["items"] ?? {}) as Schema, resolve), { maxLength: 3 });
  return fc.constant(null);
};

/** Values that a schema allows, as far as it can be seen without trying: those at its limits above all. */
export const values = (given: Schema, resolve: Resolve): fc.Arbitrary<unknown> => {
  const schema = resolve(given);
  if (schema["const"] !== undefined) return fc.constant(schema["const"]);
  if (schema["enum"] !== undefined) return fc.constantFrom(...(schema["enum"] as unknown[]));
  const alternatives = kindsOf(schema).map((kind) => ofKind(kind, schema, resolve));
  return alternatives.length > 0 ? fc.oneof(...alternatives) : fc.jsonValue({ maxDepth: 2 });
};

const ANYTHING: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  "",
  "true",
  "1",
  [],
  ["a"],
  {},
  { title: "a" },
];

const wrongScalars = (schema: Schema): fc.Arbitrary<unknown> => {
  const anything = fc.constantFrom(...ANYTHING);
  if (!kindsOf(schema).includes("string")) return anything;
  const emails = ["ann", "@", "ann@", "@example.com", "a b@example.com", "a@b@c", `${"a".repeat(250)}@a.bc`];
  const badly = schema["format"] === "email" ? fc.constantFrom(...emails) : fc.constant("");
  return fc.oneof(
    { arbitrary: anything, weight: 2 },
    {
      arbitrary: wrongTexts(limit(schema, "minLength", 0), limit(schema, "maxLength", Number.POSITIVE_INFINITY)),
      weight: 3,
    },
    { arbitrary: badly, weight: 1 },
  );
};

const STRAYS = ["owner", "userId", "isAdmin", "Title", "title ", "", "__proto__", "constructor", "\0", "é".repeat(100)];

/** Values that a schema of an object mostly forbids: something in them is of a wrong type, too long, missing or too much. */
export const wrongValues = (given: Schema, resolve: Resolve): fc.Arbitrary<unknown> => {
  const schema = resolve(given);
  const right = values(schema, resolve) as fc.Arbitrary<object>;
  const spoilt = Object.entries(propertiesOf(schema)).map(([name, each]) =>
    fc.tuple(right, wrongScalars(resolve(each))).map(([object, wrong]) => ({ ...object, [name]: wrong })),
  );
  const lacking = requiredIn(schema).map((name) =>
    right.map((object) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))),
  );
  const exceeding = fc
    .tuple(right, fc.constantFrom(...STRAYS), fc.constantFrom(...ANYTHING))
    .map(([object, key, value]) => Object.fromEntries([...Object.entries(object), [key, value]]));
  return fc.oneof(...spoilt, ...lacking, exceeding, exceeding, fc.constantFrom(...ANYTHING), fc.constant({}));
};

/** Texts for a value in a query that its schema mostly forbids: those just beyond its limits above all. */
export const wrongQueryTexts = (schema: Schema): fc.Arbitrary<string> => {
  const [min, max] = [limit(schema, "minimum", 0), limit(schema, "maximum", Number.MAX_SAFE_INTEGER)];
  const beyond = kindsOf(schema).includes("integer") ? [max + 1, min - 1].map(String) : ["", "TRUE"];
  const numbers = ["abc", "1.5", "1e1", " 5", "0x5", "+5", "05", "٥", "NaN", "Infinity", "5,6", "9007199254740993"];
  const others = ["", "yes", "2", "id", "sort", "-", "created_at;drop", "\0", "\ufffd"];
  const long = "x".repeat(limit(schema, "maxLength", UNLIMITED) + 1);
  return fc.oneof(fc.constantFrom(...beyond), fc.constantFrom(...numbers, ...others), fc.constant(long));
};
