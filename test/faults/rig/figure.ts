/** Something measured, and what it has to be. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly bound: string;
  readonly ok: boolean;
}

const shown = (value: number, unit: string): string =>
  `${Number.isInteger(value) ? value : value.toFixed(value < 10 ? 1 : 0)}${unit && ` ${unit}`}`;

export const atMost = (name: string, measured: number, bound: number, unit = ""): Figure => ({
  name,
  measured: shown(measured, unit),
  bound: `≤ ${shown(bound, unit)}`,
  ok: measured <= bound,
});

export const atLeast = (name: string, measured: number, bound: number, unit = ""): Figure => ({
  name,
  measured: shown(measured, unit),
  bound: `≥ ${shown(bound, unit)}`,
  ok: measured >= bound,
});

export const exactly = (name: string, measured: string | number, bound: string | number): Figure => ({
  name,
  measured: String(measured),
  bound: String(bound),
  ok: measured === bound,
});

/** That nothing of a kind was found; otherwise the first few are named. */
export const none = (name: string, found: readonly string[]): Figure => ({
  name,
  measured: found.length === 0 ? "0" : `${found.length}: ${found.slice(0, 3).join("; ")}`,
  bound: "0",
  ok: found.length === 0,
});

/** The figures of one part of a scenario, under that part's name. */
export const under = (part: string, figures: readonly Figure[]): readonly Figure[] =>
  figures.map((figure) => ({ ...figure, name: `${part}: ${figure.name}` }));

/** Goes through the same again and again, each time with a seed of its own. */
export const inRounds = async (
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
  go: (seed: number) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (let round = 1; round <= rounds; round++) {
    const found = await go(seed + 100 * round);
    figures.push(...(rounds === 1 ? found : under(`round ${round}`, found)));
  }
  return figures;
};
