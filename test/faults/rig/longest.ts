import { atMost, type Figure } from "./figure.js";
import type { Operation } from "./operation.js";

const most = (log: readonly Operation[]): number => log.reduce((longest, { took }) => Math.max(longest, took), 0);

/** The slowest answer, whatever it was. */
export const longestRequest = (log: readonly Operation[], bound: number): Figure =>
  atMost("longest request", most(log), bound, "ms");

export const longestRefusal = (log: readonly Operation[], bound: number): Figure =>
  atMost("longest wait for a 503", most(log.filter(({ status }) => status === 503)), bound, "ms");

/** The time that the given share of the answers did not exceed. */
export const percentile = (log: readonly Operation[], share: number): number => {
  const times = log.map(({ took }) => took).sort((one, other) => one - other);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
};
