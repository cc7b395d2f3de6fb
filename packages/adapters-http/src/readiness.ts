const PATIENCE = 900;
const REMEMBERED = 500;

/**
 * Asks `ready` at most once at a time and remembers the answer for half a second. Whoever asks is told within 0.9
 * seconds; no answer in that time counts as no.
 */
export const readiness = (ready: () => Promise<void>): (() => Promise<boolean>) => {
  let answer: Promise<boolean> | null = null;

  const ask = async (): Promise<boolean> => {
    let patience: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      patience = setTimeout(() => resolve(false), PATIENCE);
    });
    const outcome = ready().then(
      () => true,
      () => false,
    );
    // Only when it has answered, however late, is it asked again.
    void outcome.then(() => {
      clearTimeout(patience);
      setTimeout(() => {
        answer = null;
      }, REMEMBERED).unref();
    });
    return Promise.race([outcome, late]);
  };

  return () => {
    answer ??= ask();
    return answer;
  };
};
