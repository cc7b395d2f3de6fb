import { atMost, type Figure } from "./figure.js";
import type { Operation } from "./operation.js";

const most = (log: readonly Operation[]): number => log.reduce((longest, { took }) => Math.max(longest, took), 0);

/** The slowest answer, whatever it was. */
export const longestRequest = (log: readonly Operation[], bound: number): Figure =>
  atMost("longest request", most(log), bound, "ms");

export const longestRefusal = (log: readonly Operation[], bound: number): Figure =>
  atMost("longest wait for a 503", most(log.filter(({ status }) => status === 503)), bound, "ms");
