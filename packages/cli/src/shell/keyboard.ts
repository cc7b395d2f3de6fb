import { createInterface, type Key } from "node:readline";
import { PassThrough } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import type { Offer } from "./dialogue.js";
import type { Answer, Reader } from "./reader.js";
import type { Screen } from "./screen.js";

// Milliseconds to wait for the rest of an escape sequence, before a lone ESC counts as the key.
const ESCAPE_TIMEOUT = 100;

/** The text of the offer after (1) or before (-1) the one on the line; at an end, or with none there, of the first or last. */
const neighbour = (offers: readonly Offer[], line: string, step: 1 | -1): string => {
  const at = offers.findIndex(({ text }) => text === line);
  const next = at === -1 && step === -1 ? -1 : at + step;
  return offers.at(next % offers.length)?.text ?? line;
};

/** Answers from somebody at a terminal, who can edit the line, choose with the arrow keys, and press Esc to go back. */
export const keyboard = (input: ReadStream, output: WriteStream, { paint }: Screen): Reader => {
  const terminal = createInterface({ input, output, historySize: 0, escapeCodeTimeout: ESCAPE_TIMEOUT });
  // A queue, for lines that were typed or pasted ahead.
  const answers = new PassThrough({ objectMode: true });
  const next: AsyncIterator<Answer, undefined> = answers[Symbol.asyncIterator]();
  let offers: readonly Offer[] = [];
  let isClosed = false;

  const replaceLine = (text: string): void => {
    terminal.write(null, { ctrl: true, name: "e" });
    terminal.write(null, { ctrl: true, name: "u" });
    terminal.write(text);
  };

  const onKey = (_: unknown, { name }: Key): void => {
    if (name === "down" || name === "up") replaceLine(neighbour(offers, terminal.line, name === "down" ? 1 : -1));
    else if (name === "escape") {
      replaceLine("");
      output.write("\n");
      answers.write({ kind: "back" });
    }
  };

  terminal.on("line", (line) => {
    const offer = offers.find(({ text }) => text === line);
    answers.write({ kind: "line", text: offer?.answer ?? line });
  });
  // Ctrl-D closes it, and so does Ctrl-C, as nobody listens for SIGINT.
  terminal.on("close", () => {
    isClosed = true;
    input.off("keypress", onKey);
    answers.end();
  });
  input.on("keypress", onKey);

  return {
    ask: async (turn) => {
      offers = turn.offers;
      terminal.setPrompt(`${paint("bold", turn.prompt)} `);
      // A question put after closing would take hold of the input again.
      if (!isClosed) terminal.prompt();
      const { value } = await next.next();
      if (value === undefined) output.write("\n");
      return value ?? { kind: "end" };
    },
    close: () => terminal.close(),
  };
};
