import type { UserTasks } from "@taskward/composition";
import { expect } from "chai";
import fc from "fast-check";
import type { Turn } from "../../src/shell/session.js";
import { conversation } from "./conversation.js";
import { openMemory } from "./open-memory.js";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("1", "2", "3", "4", "5", "1", "2", "y", "n", "", "-", "5 1", "4 2", "\r") },
  { weight: 2, arbitrary: fc.nat({ max: 5 }).map(String) },
  { weight: 2, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.constantFrom("6", "quit", "\u001b]0;gone\u0007", "x".repeat(2000), "\ud800") },
);

/** The tasks, and the ids of those that were made and deleted through it. */
const watched = (tasks: UserTasks) => {
  const made: number[] = [];
  const deleted: number[] = [];
  const watching: UserTasks = {
    ...tasks,
    create: async (input) => {
      const task = await tasks.create(input);
      made.push(task.id);
      return task;
    },
    delete: async (id, options) => {
      await tasks.delete(id, options);
      deleted.push(id);
    },
  };
  return { watching, made, deleted };
};

/** Types one line, and checks what may follow from it. */
const typed = async (before: Turn, text: string, next: (line: string) => Promise<Turn>): Promise<Turn> => {
  const turn = await next(text);
  const leaves = before.prompt === "Choose 1-6:" && /^\s*(6|exit|quit|q)(\s|$)/i.test(text);
  expect(turn.done, `after ${JSON.stringify(text)} to ${before.prompt}`).to.equal(leaves);
  expect(turn.output + turn.prompt).to.not.match(CONTROLS);
  expect(turn.prompt === "").to.equal(turn.done);
  return turn;
};

describe("a shell session that is sent lines at random", () => {
  it("ends only by Exit, deletes only after a yes, and never lets a text control the terminal", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 60 }), async (lines) => {
        const taskward = await openMemory();
        const { tasks } = taskward.as("ann");
        const { watching, made, deleted } = watched(tasks);
        const { session, start } = await conversation(watching);
        let turn = start;
        for (const text of lines) {
          const gone = deleted.length;
          const before = turn;
          turn = await typed(before, text, session.line);
          if (deleted.length > gone)
            expect([before.prompt.split(":")[0], text.trim().toLowerCase()]).to.deep.equal([
              `Delete task ${deleted.at(-1)}`,
              "y",
            ]);
          if (turn.done) break;
        }
        const left = (await tasks.list()).tasks.map(({ id }) => id as number).reverse();
        expect(left).to.deep.equal(made.filter((id) => !deleted.includes(id)));
        await taskward.close();
      }),
      { numRuns: 300 },
    );
  });
});
