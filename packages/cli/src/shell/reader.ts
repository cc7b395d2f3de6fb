import type { Turn } from "./session.js";

/** What somebody did when asked: gave a line, gave the question up, or left. */
export type Answer =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "back" }
  | { readonly kind: "end" };

/** Where answers come from. */
export interface Reader {
  /** Puts the turn's question. */
  ask(turn: Turn): Promise<Answer>;
  close(): void;
}
