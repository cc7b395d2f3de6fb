import { exchange } from "./exchange.js";

/** The figures that `/metrics` shows, each by its name, the samples of its labels added up. */
export const readMetrics = async (url: string): Promise<ReadonlyMap<string, number>> => {
  const { text } = await exchange(url, undefined, { method: "GET", path: "/metrics" });
  const figures = new Map<string, number>();
  for (const [, name = "", value] of text.matchAll(/^([a-z_0-9]+)(?:\{.*\})? (\S+)$/gm))
    figures.set(name, (figures.get(name) ?? 0) + Number(value));
  return figures;
};
