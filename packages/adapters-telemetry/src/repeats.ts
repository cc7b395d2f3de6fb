const WINDOW = 1_000;
const CAUSES = 100;

/** Writes a line, with the number of those before it that were left out. */
export type WriteLine = (suppressed: number) => void;

interface Repeat {
  latest: WriteLine;
  count: number;
}

/** Lets through one line a second for each cause: the first, and then the last of every second, with the number left out. */
export class Repeats {
  readonly #repeats = new Map<string, Repeat>();
  readonly #window: number;

  constructor(window = WINDOW) {
    this.#window = window;
  }

  /** Writes the line now or within a second, unless a later one of the same cause takes its place. */
  say(cause: string, write: WriteLine): void {
    // Too many causes at once are no less a flood.
    const key = this.#repeats.has(cause) || this.#repeats.size < CAUSES ? cause : "";
    const repeat = this.#repeats.get(key);
    if (repeat) {
      repeat.latest = write;
      repeat.count++;
      return;
    }
    write(0);
    this.#watch(key, { latest: write, count: 0 });
  }

  #watch(key: string, repeat: Repeat): void {
    this.#repeats.set(key, repeat);
    setTimeout(() => this.#look(key, repeat), this.#window).unref();
  }

  #look(key: string, repeat: Repeat): void {
    if (this.#repeats.get(key) !== repeat) return;
    this.#repeats.delete(key);
    if (repeat.count === 0) return;
    repeat.latest(repeat.count - 1);
    this.#watch(key, { latest: repeat.latest, count: 0 });
  }

  /** Writes what was held back. */
  flush(): void {
    const held = [...this.#repeats.values()].filter(({ count }) => count > 0);
    this.#repeats.clear();
    for (const { latest, count } of held) latest(count - 1);
  }
}
