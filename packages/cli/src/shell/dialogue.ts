import type { UserTasks } from "@taskward/composition";
import { DomainError } from "@taskward/domain";
import { cut } from "./columns.js";
import { printable } from "./printable.js";
import type { Screen } from "./screen.js";

/** What an arrow key puts on the line, and the answer that it stands for. */
export interface Offer {
  readonly text: string;
  readonly answer: string;
}

interface Question {
  readonly ask: string;
  readonly offers?: readonly Offer[];
}

/** Something to tell, something to complain about, or something to ask. */
export type Step = { readonly say: string } | { readonly refuse: string } | Question;

/** A piece of conversation: it yields steps, is sent the answer to every question, and ends with what it was about. */
export type Dialogue<T = void> = AsyncGenerator<Step, T, string>;

/** What every dialogue works with. */
export interface Shell {
  readonly tasks: UserTasks;
  readonly screen: Screen;
}

/** An answer that cannot be used; the question is repeated. */
export const refusal = (message: string): DomainError => new DomainError("invalid", message);

/** What somebody typed, fit to be shown in a message. */
export const quoted = (text: string): string => `"${cut(printable(text), 40)}"`;

/** The reason as a sentence, for a refusal that another answer can mend; anything else is thrown again. */
const mendable = (error: unknown): string => {
  if (error instanceof DomainError && (error.code === "invalid" || error.code === "forbidden")) return error.message;
  throw error;
};

const wellFormed = (line: string): string => {
  if (!line.isWellFormed()) throw refusal("That line is not UTF-8");
  return line;
};

/**
 * Asks until `read` takes the answer: when it refuses with a DomainError, says why and repeats the question.
 * `ahead` is an answer that was given before the question.
 */
export async function* ask<T>(question: Question, read: (line: string) => T | Promise<T>, ahead?: string): Dialogue<T> {
  for (let line = ahead ?? (yield question); ; line = yield question) {
    try {
      return await read(wellFormed(line));
    } catch (error) {
      yield { refuse: mendable(error) };
    }
  }
}
