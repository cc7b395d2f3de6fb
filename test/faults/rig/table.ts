import type { Figure } from "./figure.js";

/** One line a figure: whether it is within its bound, what it is, what was measured, and the bound. */
export const table = (figures: readonly Figure[]): string => {
  const widest = (of: (figure: Figure) => string): number => Math.max(0, ...figures.map((figure) => of(figure).length));
  const [name, measured] = [
    widest((figure) => figure.name),
    Math.min(
      24,
      widest((figure) => figure.measured),
    ),
  ];
  return figures
    .map((figure) => {
      const [mark, bound] = [figure.ok ? "  ok  " : "  OUT ", figure.bound];
      return `${mark}${figure.name.padEnd(name)}  ${figure.measured.padStart(measured)}  (${bound})\n`;
    })
    .join("");
};
