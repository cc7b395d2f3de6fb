import type { UserTasks } from "@taskward/composition";
import { expect } from "chai";
import fc from "fast-check";
import type { Turn } from "../../src/shell/session.js";
import { conversation } from "./conversation.js";
import { openMemory } from "./open-memory.js";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Stands for the key. */
const ESC = Symbol("Esc");

const id = fc.nat({ max: 6 }).map(String);
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("Buy milk", "", "-", "\u001b]0;gone\u0007", "x".repeat(2000), "\ud800", "\u202eliam"),
);
const yesOrNo = fc.constantFrom("y", "YES", "n", "", "maybe");

/** What somebody types who knows the questions, and what somebody types who does not. */
const lines = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.constant("1"), text, text) },
      { weight: 3, arbitrary: fc.tuple(fc.constant("4"), id, yesOrNo) },
      { weight: 2, arbitrary: fc.tuple(fc.constant("3"), id, text, text) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom("2", "5"), id) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom("2", "", "7")) },
      { weight: 2, arbitrary: fc.tuple(text) },
      { weight: 6, arbitrary: fc.tuple(fc.constant(ESC)) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom("6", "quit")) },
    ),
    { maxLength: 40 },
  )
  .map((sentences) => sentences.flat());

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

/** What may follow from an answer, whatever it was. */
const check = (before: Turn, answer: string | typeof ESC, after: Turn): void => {
  const leaves = answer !== ESC && before.prompt === "Choose 1-6:" && /^\s*(6|exit|quit|q)(\s|$)/i.test(answer);
  expect(after.done, `after ${String(answer)} to ${before.prompt}`).to.equal(leaves);
  expect(after.prompt === "").to.equal(after.done);
  expect(after.output + after.prompt).to.not.match(CONTROLS);
};

describe("a shell session that is sent lines at random", () => {
  it("ends only by Exit, deletes only after a yes, and never lets a text control the terminal", async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (answers) => {
        const taskward = await openMemory();
        const { tasks } = taskward.as("ann");
        const { watching, made, deleted } = watched(tasks);
        for (const title of ["one", "two", "three"]) await watching.create({ title });
        const { session, start } = await conversation(watching);
        const agreed: string[] = [];
        let turn = start;
        for (const answer of answers) {
          if (/^Delete task/.test(turn.prompt) && (answer === "y" || answer === "YES")) agreed.push(turn.prompt);
          const next = answer === ESC ? await session.back() : await session.line(answer);
          check(turn, answer, next);
          turn = next;
          if (turn.done) break;
        }
        expect(deleted.map((id) => `Delete task ${id}`)).to.deep.equal(agreed.map((prompt) => prompt.split(":")[0]));
        const left = (await tasks.list()).tasks.map(({ id }) => id as number).reverse();
        expect(left).to.deep.equal(made.filter((id) => !deleted.includes(id)));
        await taskward.close();
      }),
      { numRuns: 200 },
    );
  });
});
