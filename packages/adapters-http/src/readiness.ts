import { DomainError } from "@taskward/domain";

const REMEMBERED = 500;

// Whatever it is that keeps the storage from being ready, the caller is told to come again; the log gets the reason.
const notReady = (error: unknown): DomainError =>
  error instanceof DomainError && error.code === "unavailable"
    ? error
    : new DomainError("unavailable", "not ready", { cause: error });

/**
 * Asks `ready`, a storage's, at most once at a time and remembers the answer for half a second; rejects with `unavailable`
 * when it does. That the answer comes in time is the storage's promise.
 */
export const readiness = (ready: () => Promise<void>): (() => Promise<void>) => {
  let answer: Promise<void> | null = null;

  const ask = async (): Promise<void> => {
    try {
      await ready();
    } catch (error) {
      throw notReady(error);
    } finally {
      setTimeout(() => {
        answer = null;
      }, REMEMBERED).unref();
    }
  };

  return () => {
    answer ??= ask();
    return answer;
  };
};
