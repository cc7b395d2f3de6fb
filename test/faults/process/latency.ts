import { setTimeout as pause } from "node:timers/promises";
import { atMost, type Figure } from "../rig/figure.js";
import type { Operation } from "../rig/operation.js";
import { percentile } from "../rig/percentile.js";
import type { Rig } from "../rig/rig.js";

/** The milliseconds within which 99 of 100 of these were answered. */
const p99 = (log: readonly Pick<Operation, "took">[]): number =>
  percentile(
    log.map(({ took }) => took),
    0.99,
  );

/** Milliseconds: a shorter wait is what the machine makes of it, not the server. */
const NOTICED = 20;

/** The wait of others (p99), compared with what it was without the fault. */
export const waitFigure = (during: readonly Operation[], before: number, times: number): Figure =>
  atMost(`p99 of others (before: ${before.toFixed(1)} ms)`, p99(during), Math.max(times * before, NOTICED), "ms");

/** A few clients that are in no hurry, so that how long they wait tells of the server and not of themselves. */
export const calmLoad = (rig: Rig, url: string, seed: number, name: string) =>
  rig.load({ url, seed, name, connections: 4, thinking: 20 });

/** How long calm clients wait (p99, ms) for these milliseconds, without any fault. */
export const calmly = async (
  rig: Rig,
  { url, seed }: { url: string; seed: number },
  milliseconds: number,
): Promise<number> => {
  const warm = calmLoad(rig, url, seed, "warm");
  await pause(milliseconds / 2);
  await warm.stop();
  const load = calmLoad(rig, url, seed, "calm");
  await pause(milliseconds);
  return p99(await load.stop());
};
