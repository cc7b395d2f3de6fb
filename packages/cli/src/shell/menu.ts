import { DomainError } from "@taskward/domain";
import { ask, type Dialogue, type Offer, quoted, refusal, type Shell } from "./dialogue.js";
import { addTask } from "./dialogues/add-task.js";
import { deleteTask } from "./dialogues/delete-task.js";
import { markTask } from "./dialogues/mark-task.js";
import { updateTask } from "./dialogues/update-task.js";
import { viewTasks } from "./dialogues/view-tasks.js";

interface Entry {
  readonly label: string;
  /** What may be typed instead of the number. */
  readonly words: readonly string[];
  /** Null: the conversation ends. */
  readonly dialogue: ((shell: Shell, ahead?: string) => Dialogue) | null;
}

const ENTRIES: readonly Entry[] = [
  { label: "Add", words: ["add"], dialogue: addTask },
  { label: "View", words: ["view", "list"], dialogue: viewTasks },
  { label: "Update", words: ["update", "edit"], dialogue: updateTask },
  { label: "Delete", words: ["delete"], dialogue: deleteTask },
  { label: "Mark complete/incomplete", words: ["mark", "complete"], dialogue: markTask },
  { label: "Exit", words: ["exit", "quit", "q"], dialogue: null },
];

const OFFERS: readonly Offer[] = ENTRIES.map(({ label }, at) => ({ text: `${at + 1} ${label}`, answer: `${at + 1}` }));

const menuOn = ({ columns, paint }: Shell["screen"]): string => {
  const fits = OFFERS.map(({ text }) => text).join("  ").length <= (columns ?? Number.POSITIVE_INFINITY);
  const items = ENTRIES.map(({ label }, at) => `${paint("cyan", String(at + 1))} ${label}`);
  return items.join(fits ? "  " : "\n");
};

interface Choice {
  readonly entry: Entry;
  /** The answer to the entry's first question, when it stood on the same line: `5 3` marks task 3. */
  readonly ahead: string | undefined;
}

const readChoice = (line: string): Choice => {
  const [, name = "", ahead] = /^(\S*)(?:\s+(.+))?$/su.exec(line.trim()) ?? [];
  const entry = ENTRIES.find(({ words }, at) => name === String(at + 1) || words.includes(name.toLowerCase()));
  if (!entry)
    throw refusal(`${name === "" ? "" : `${quoted(name)} is not on the menu; `}choose 1 to ${ENTRIES.length}`);
  return { entry, ahead };
};

/** A dialogue that goes back to the menu when a use case refuses (storage away, account closed), having said why. */
async function* forgiven(dialogue: Dialogue): Dialogue {
  try {
    yield* dialogue;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    yield { refuse: error.message };
  }
}

/** The conversation from the menu on, until Exit is chosen. */
export async function* mainMenu(shell: Shell): Dialogue {
  for (;;) {
    yield { say: `\n${menuOn(shell.screen)}` };
    const { entry, ahead } = yield* ask({ ask: `Choose 1-${ENTRIES.length}:`, offers: OFFERS }, readChoice);
    if (entry.dialogue === null) return;
    yield* forgiven(entry.dialogue(shell, ahead));
  }
}
