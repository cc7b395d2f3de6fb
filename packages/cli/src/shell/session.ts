import type { Offer, Shell, Step } from "./dialogue.js";
import { mainMenu } from "./menu.js";

/** What the shell says to one line: text to show, then either a question or the end. */
export interface Turn {
  /** Lines, each with its line feed. */
  readonly output: string;
  /** What to ask next, without style, and without a space or line feed behind it; "" when done. */
  readonly prompt: string;
  /** What the arrow keys may put on the line. */
  readonly offers: readonly Offer[];
  readonly done: boolean;
}

/** A conversation about somebody's tasks: a line in, text out. It knows neither terminal nor process. */
export interface ShellSession {
  start(): Promise<Turn>;
  /** The answer to the last question, without its line end. Rejects only for a bug. */
  line(text: string): Promise<Turn>;
  /** Gives up what is being asked; nothing of it is done. */
  back(): Promise<Turn>;
  /** Leaves; nothing of what is being asked is done. */
  end(): Turn;
}

const sentence = (message: string): string =>
  message.charAt(0).toUpperCase() + message.slice(1) + (/[.?!]$/.test(message) ? "" : ".");

const KEYS = "Up and down to choose, Enter to confirm, Esc for the menu, Ctrl-D to leave.";

/** A new conversation, which starts by saying what it is `about`. */
export const shellSession = (shell: Shell, about: string): ShellSession => {
  const { paint, hasKeys } = shell.screen;
  let dialogue = mainMenu(shell);

  const told = (step: Exclude<Step, { ask: string }>): string =>
    `${"refuse" in step ? paint("red", sentence(step.refuse)) : step.say}\n`;

  const end = (): Turn => ({ output: "Goodbye.\n", prompt: "", offers: [], done: true });

  const advance = async (answer: string): Promise<Turn> => {
    let output = "";
    for (let step = await dialogue.next(answer); !step.done; step = await dialogue.next("")) {
      const { value } = step;
      if ("ask" in value) return { output, prompt: value.ask, offers: value.offers ?? [], done: false };
      output += told(value);
    }
    return { ...end(), output: output + end().output };
  };

  return {
    start: async () => {
      const turn = await advance("");
      const greeting = [paint("bold", about), ...(hasKeys ? [paint("dim", KEYS)] : [])].join("\n");
      return { ...turn, output: `${greeting}\n${turn.output}` };
    },
    line: advance,
    back: () => {
      dialogue = mainMenu(shell);
      return advance("");
    },
    end,
  };
};
