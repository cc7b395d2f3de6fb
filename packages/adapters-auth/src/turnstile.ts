import { DomainError } from "@taskward/domain";

/** How many may be inside, how many may wait, and how long (milliseconds). */
export interface TurnstileOptions {
  readonly running: number;
  readonly waiting: number;
  readonly patience: number;
}

const busy = (): DomainError =>
  new DomainError("rate_limited", "Too many people are signing in at the moment", { retryAfter: 1 });

/** Lets a few pieces of work run at once and the next ones wait in order; rejects the rest with `rate_limited`. */
export const turnstile = ({ running, waiting, patience }: TurnstileOptions) => {
  const queue = new Set<() => void>();
  let inside = 0;

  const wait = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.delete(enter);
        reject(busy());
      }, patience);
      queue.add(enter);
    });

  const leave = (): void => {
    const [next] = queue;
    if (next === undefined) {
      inside--;
      return;
    }
    queue.delete(next);
    next();
  };

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside < running) inside++;
    else if (queue.size < waiting) await wait();
    else throw busy();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
