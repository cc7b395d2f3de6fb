import type { ExposeMetrics, Exposition } from "@taskward/application";
import { DomainError } from "@taskward/domain";

/** Milliseconds that counting all workers together may take. */
const PATIENCE = 2_000;

/** Those who ask one worker for the figures of all, while these are being gathered: for all of them, once. */
export class Gathering {
  readonly #gather: () => void;
  readonly #patience: number;
  readonly #asked = new Set<(exposition: Exposition) => void>();
  #isUnderWay = false;

  /** `gather` has the figures gathered, and `end` called with them. */
  constructor(gather: () => void, patience = PATIENCE) {
    this.#gather = gather;
    this.#patience = patience;
  }

  /** Rejects with `unavailable` when it takes too long; who asks next has them gathered anew. */
  readonly expose: ExposeMetrics = () =>
    new Promise((resolve, reject) => {
      const hear = (exposition: Exposition): void => {
        clearTimeout(patience);
        resolve(exposition);
      };
      const begins = !this.#isUnderWay;
      const patience = setTimeout(() => {
        this.#asked.delete(hear);
        // It is lost, even if some who asked later still wait for it.
        if (begins) this.#isUnderWay = false;
        reject(new DomainError("unavailable", "The other processes did not say what they have counted"));
      }, this.#patience);
      this.#asked.add(hear);
      if (!begins) return;
      this.#isUnderWay = true;
      this.#gather();
    });

  end(exposition: Exposition): void {
    this.#isUnderWay = false;
    for (const hear of this.#asked) hear(exposition);
    this.#asked.clear();
  }
}
