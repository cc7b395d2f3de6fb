import { expect } from "chai";
import fc from "fast-check";
import { parseJson } from "../src/json.js";

type Member = readonly [key: string, value: Node];
type Node = string | number | null | readonly Node[] | { readonly members: readonly Member[] };

const { node } = fc.letrec<{ node: Node; members: { members: Member[] } }>((tie) => ({
  members: fc.record({
    members: fc.array(fc.tuple(fc.constantFrom("a", "b", "", '"', "\\", "a:", "__proto__"), tie("node")), {
      maxLength: 4,
    }),
  }),
  node: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "binary" }),
    fc.constantFrom('":', '\\":"', "{", 1.5, null),
    fc.array(tie("node"), { maxLength: 3 }),
    tie("members"),
  ),
}));

/** A key in one of the ways to write it. */
const written = (key: string): string => (key === "a" ? '"\\u0061"' : JSON.stringify(key));

const textOf = (value: Node): string => {
  if (Array.isArray(value)) return `[${value.map(textOf).join(" , ")}]`;
  if (typeof value !== "object" || value === null || !("members" in value)) return JSON.stringify(value);
  return `{ ${value.members.map(([key, inner], i) => `${i % 2 ? written(key) : JSON.stringify(key)} : ${textOf(inner)}`).join(",")} }`;
};

const repeats = (value: Node): boolean => {
  if (Array.isArray(value)) return value.some(repeats);
  if (typeof value !== "object" || value === null || !("members" in value)) return false;
  const keys = value.members.map(([key]) => key);
  return new Set(keys).size < keys.length || value.members.some(([, inner]) => repeats(inner));
};

/** What the text says, without JSON.parse, which is not to be trusted with such keys everywhere. */
const saidBy = (value: Node): unknown => {
  if (Array.isArray(value)) return value.map(saidBy);
  if (typeof value !== "object" || value === null || !("members" in value)) return value;
  return Object.fromEntries(value.members.map(([key, inner]) => [key, saidBy(inner)]));
};

const read = (text: string): unknown => parseJson(Buffer.from(text));

describe("parseJson", () => {
  it("reads what the text says, unless an object has a key twice", () => {
    fc.assert(
      fc.property(node, (value) => {
        const text = textOf(value);
        if (repeats(value)) expect(() => read(text)).to.throw("repeats a key");
        else expect(read(text)).to.deep.equal(saidBy(value));
      }),
      { numRuns: 500 },
    );
  });

  it("takes no key for one that another text had in its place", () => {
    read('{"a":1,"\\\\":2}');
    expect(read('{"a":1,"\\u0062":2}')).to.deep.equal({ a: 1, b: 2 });
    expect(() => read('{"a":1,"\\u0061":2}')).to.throw("repeats a key");
  });

  it("reads keys with escapes at any depth", () => {
    const depth = 10_000;
    const open = '{"\\u0061":['.repeat(depth);
    const [first] = Object.entries(read(`${open}1${"]}".repeat(depth)}`) as object);
    expect(first?.[0]).to.equal("a");
  });

  it("never answers bytes with anything but a value or a refusal", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          parseJson(Buffer.from(bytes));
        } catch (error) {
          expect(error).to.include({ status: 400, code: "BAD_REQUEST" });
        }
      }),
    );
  });
});
