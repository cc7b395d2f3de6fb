const REMEMBERED = 500;

/**
 * Asks `ready`, a storage's, at most once at a time and remembers the answer for half a second. That the answer comes in
 * time is the storage's promise.
 */
export const readiness = (ready: () => Promise<void>): (() => Promise<boolean>) => {
  let answer: Promise<boolean> | null = null;

  const ask = async (): Promise<boolean> => {
    try {
      await ready();
      return true;
    } catch {
      return false;
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
