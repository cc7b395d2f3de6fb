import { DomainError, parseTaskId, type Task } from "@taskward/domain";
import { cut } from "../columns.js";
import { ask, type Dialogue, type Offer, quoted, refusal, type Shell } from "../dialogue.js";
import { printable } from "../printable.js";

const OFFER_COLUMNS = 50;

const offerOf = ({ id, title }: Task): Offer => ({
  text: cut(`${id} ${printable(title)}`, OFFER_COLUMNS),
  answer: String(id),
});

/** The newest 1000 tasks, in the order in which they are shown. */
const offersOf = async ({ tasks }: Shell): Promise<Offer[]> => (await tasks.list()).tasks.map(offerOf).reverse();

const find = async ({ tasks }: Shell, answer: string): Promise<Task> => {
  const id = parseTaskId(answer);
  if (id === null) throw refusal(`${quoted(answer)} is not the number of a task`);
  try {
    return await tasks.get(id);
  } catch (error) {
    throw error instanceof DomainError && error.code === "not_found" ? refusal(`Task ${id} not found`) : error;
  }
};

/** Asks for a task by its number; null when the answer is empty. */
export async function* chooseTask(shell: Shell, verb: string, ahead?: string): Dialogue<Task | null> {
  const offers = await offersOf(shell);
  if (offers.length === 0) yield { say: "You have no tasks yet." };
  return yield* ask(
    { ask: `Number of the task to ${verb} (Enter for the menu):`, offers },
    (line) => (line.trim() === "" ? null : find(shell, line.trim())),
    ahead,
  );
}
