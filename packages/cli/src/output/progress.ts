/** Milliseconds between two pictures of the bar. */
const INTERVAL = 100;
const CELLS = 24;

/** Something that takes a while, as somebody at a terminal sees it. */
export interface Progress {
  /** Whether anybody sees it, so that what is there only to be shown is worth finding out. */
  readonly isShown: boolean;
  /** `share`: how much is done, 0 to 1; null when nobody knows. */
  update(share: number | null, text: string): void;
  /** Takes the bar away. */
  end(): void;
}

const SILENT: Progress = { isShown: false, update: () => {}, end: () => {} };

/** A bar of so many cells: `[######            ]  25 %`. */
export const bar = (share: number): string => {
  const done = Math.min(1, Math.max(0, share));
  const filled = Math.round(done * CELLS);
  return `[${"#".repeat(filled)}${" ".repeat(CELLS - filled)}] ${String(Math.floor(done * 100)).padStart(3)} %`;
};

/** A progress bar on standard error; nothing at all where that is no terminal. */
export const progress = (stream: NodeJS.WriteStream = process.stderr, now = Date.now): Progress => {
  if (!stream.isTTY) return SILENT;
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    isShown: true,
    update: (share, text) => {
      if (now() - shownAt < INTERVAL) return;
      shownAt = now();
      const line = `${share === null ? "" : `${bar(share)}  `}${text}`;
      stream.write(`\r\u001b[K${line.slice(0, (stream.columns || 80) - 1)}`);
    },
    end: () => void (shownAt === Number.NEGATIVE_INFINITY || stream.write("\r\u001b[K")),
  };
};
