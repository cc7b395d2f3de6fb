import { expect } from "chai";
import fc from "fast-check";
import { describe, it } from "mocha";
import type { Signer } from "./signer.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Says the same bytes to a lenient reader: bits of the last character that do not count are not zero. */
const respelled = (segment: string): string => {
  const spare = segment.length % 4 === 2 ? 16 : 4;
  const last = ALPHABET.indexOf(segment.at(-1) ?? "");
  return segment.slice(0, -1) + ALPHABET[last - (last % spare) + ((last + 1) % spare)];
};

const spoilt = (segment: string): string[] => [
  ...["=", "==", " ", "\n", "\u0000", "A", "AAAA"].map((tail) => segment + tail),
  ` ${segment}`,
  `${segment.slice(0, 5)} ${segment.slice(5)}`,
  segment.slice(1),
  "",
  ...(segment.length % 4 === 0 ? [] : [respelled(segment)]),
  ...(/[-_]/.test(segment) ? [segment.replaceAll("-", "+").replaceAll("_", "/")] : []),
];

const garbage = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .array(fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 100 }), { maxLength: 5 })
    .map((segments) => segments.join(".")),
);

/** That a token is one text and no other. */
export const describeSpelling = (signer: Signer): void => {
  const { signed, verify, expectRefused } = signer;

  /** A right token at least so many characters long, and hardly longer. */
  const ofLength = async (length: number): Promise<string> => {
    const bare = await signed({ x: "" });
    for (let pad = Math.floor((length - bare.length) * 0.75) - 4; ; pad++) {
      const token = await signed({ x: "x".repeat(pad) });
      if (token.length >= length) return token;
    }
  };

  describe("spelling", () => {
    it("refuses every spelling of a right token but one", async () => {
      const token = await signed({ name: "Ann" });
      const segments = token.split(".");
      for (const [i, segment] of segments.entries())
        for (const other of spoilt(segment)) await expectRefused(segments.with(i, other).join("."));
      expect(await verify(token)).to.include({ id: "ann" });
    });

    it("refuses what has not three segments, or something around them", async () => {
      const token = await signed({});
      const [header, payload, signature] = token.split(".");
      for (const other of [
        `${header}.${payload}`,
        `${token}.`,
        `.${token}`,
        `${token}.${signature}`,
        "",
        ".",
        "..",
        "...",
      ])
        await expectRefused(other);
      for (const other of [`Bearer ${token}`, `${token},${token}`, `"${token}"`, "null"]) await expectRefused(other);
    });

    it("reads tokens up to 8 kB", async () => {
      expect(await verify(await ofLength(8100))).to.include({ id: "ann" });
      await expectRefused(await ofLength(8193), "too long");
      await expectRefused("x".repeat(1_000_000), "far too long");
    });

    it("refuses a token that differs from a right one in one bit", async () => {
      const token = await signed({ email: "ann@example.com" });
      const property = fc.asyncProperty(fc.nat(token.length - 1), fc.nat(6), async (at, bit) => {
        const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit));
        await expectRefused(token.slice(0, at) + flipped + token.slice(at + 1));
      });
      await fc.assert(property, { numRuns: 300 });
    });

    it("refuses the parts of right tokens put together anew", async () => {
      const [ann, bob] = [await signed({}), await signed({ sub: "bob" })].map((token) => token.split("."));
      await expectRefused([ann?.[0], bob?.[1], ann?.[2]].join("."));
      await expectRefused([ann?.[0], ann?.[1], bob?.[2]].join("."));
    });

    it("has nothing to say about garbage but that it is refused", async () => {
      await fc.assert(
        fc.asyncProperty(garbage, (token) => expectRefused(token)),
        { numRuns: 300 },
      );
    });
  });
};
