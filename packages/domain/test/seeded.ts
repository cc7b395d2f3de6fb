import * as fc from "fast-check";

/** Checks that a law holds, with the same random values in every run. */
export const holds = <T>(property: fc.IProperty<T>, numRuns = 500): void =>
  fc.assert(property, { seed: 20_260_131, numRuns });

/** Any text of whole code points, often with capitals, astral letters and controls side by side. */
export const text = (constraints: fc.StringConstraints = {}): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: "binary", ...constraints }),
    fc.string({
      unit: fc.constantFrom("a", "A", "b", "Z", "z", "[", "`", "É", "\uff21", "\ue000", "😀", "𝒜", "\u0001"),
      ...constraints,
    }),
  );
