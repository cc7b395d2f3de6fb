import type { Counters, RequestAllowance, RequestLimit } from "@taskward/application";
import { counterKey } from "./counter-key.js";

const MINUTE = 60;

/** How many requests are allowed, and who hears when they cannot be counted. */
export interface RequestLimitOptions {
  /** Requests a user may make in a minute. */
  readonly limit: number;
  /** Told why nothing could be counted, at most once a minute. */
  readonly onFailure: (error: unknown) => void;
}

/** So many requests per user and minute. While they cannot be counted, all are allowed: tasks are not to be had in vain. */
export const requestLimit = (counters: Counters, { limit, onFailure }: RequestLimitOptions): RequestLimit => {
  const byUser = counters({ limit, seconds: MINUTE });
  let toldAt = Number.NEGATIVE_INFINITY;

  const tell = (error: unknown): void => {
    if (performance.now() - toldAt < MINUTE * 1000) return;
    toldAt = performance.now();
    onFailure(error);
  };

  return {
    take: async (user): Promise<RequestAllowance> => {
      try {
        return { limit, ...(await byUser.take(counterKey("request", user))) };
      } catch (error) {
        tell(error);
        return { limit, allowed: true, remaining: limit, resetSeconds: MINUTE };
      }
    },
  };
};
